import { eachBox, findBox, readTopBox } from './read-boxes.ts'

/**
 * What an MP4 says about its one picture track: the sample description (codec, size, parameter sets), as text to compare, and how many
 * frames it holds. Reads only the index, without starting a process.
 */
export async function pictureHeader(path: string): Promise<{ description: string; frames: number }> {
  const table = findBox(await readTopBox(path, 'moov'), 'trak', 'mdia', 'minf', 'stbl')
  return { description: describe(findBox(table, 'stsd')), frames: findBox(table, 'stsz').readUInt32BE(8) }
}

/** A sample description starts with a box of 8 + 86 bytes that gives the size; of what follows only the bit rate may differ, and what the encoder calls itself. */
function describe(stsd: Buffer): string {
  const fixed = 8 + 86
  const called = { from: 8 + 50, to: 8 + 82 }
  const codec = [...eachBox(stsd.subarray(fixed))].filter(({ name }) => name !== 'btrt')
  const fields = stsd.toString('base64', 12, called.from) + stsd.toString('base64', called.to, fixed)
  return [fields, ...codec.map(({ name, body }) => `${name}:${body.toString('base64')}`)].join(' ')
}
