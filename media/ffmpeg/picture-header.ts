import { open } from 'node:fs/promises'

/**
 * What an MP4 says about its one picture track: the sample description (codec, size, parameter sets), as text to compare, and how many
 * frames it holds. Reads only the index, without starting a process.
 */
export async function pictureHeader(path: string): Promise<{ description: string; frames: number }> {
  const moov = await topLevelBox(path, 'moov')
  const table = ['trak', 'mdia', 'minf', 'stbl'].reduce((box, name) => child(box, name), moov)
  const sizes = child(table, 'stsz')
  return { description: describe(child(table, 'stsd')), frames: sizes.readUInt32BE(8) }
}

/** A sample description starts with a box of 8 + 86 bytes that gives the size; of what follows only the bit rate may differ, and what the encoder calls itself. */
function describe(stsd: Buffer): string {
  const fixed = 8 + 86
  const called = { from: 8 + 50, to: 8 + 82 }
  const codec = boxes(stsd.subarray(fixed)).filter(({ name }) => name !== 'btrt')
  const fields = stsd.toString('base64', 12, called.from) + stsd.toString('base64', called.to, fixed)
  return [fields, ...codec.map(({ name, body }) => `${name}:${body.toString('base64')}`)].join(' ')
}

async function topLevelBox(path: string, name: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { size: end } = await file.stat()
    const head = Buffer.alloc(16)
    for (let at = 0; at + 8 <= end; ) {
      await file.read(head, 0, 16, at)
      const short = head.readUInt32BE(0)
      const [header, size] = short === 1 ? [16, Number(head.readBigUInt64BE(8))] : [8, short || end - at]
      if (head.toString('latin1', 4, 8) === name) {
        const body = Buffer.alloc(size - header)
        await file.read(body, 0, body.length, at + header)
        return body
      }
      at += Math.max(size, 8)
    }
  } finally {
    await file.close()
  }
  throw new Error(`${path} has no ${name} box.`)
}

function child(box: Buffer, name: string): Buffer {
  const found = boxes(box).find((each) => each.name === name)
  if (!found) throw new Error(`The file's index has no ${name} box.`)
  return found.body
}

function boxes(within: Buffer): { name: string; body: Buffer }[] {
  const found = []
  for (let at = 0; at + 8 <= within.length; ) {
    const size = Math.max(within.readUInt32BE(at), 8)
    found.push({ name: within.toString('latin1', at + 4, at + 8), body: within.subarray(at + 8, at + size) })
    at += size
  }
  return found
}
