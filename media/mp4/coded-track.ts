import { open } from 'node:fs/promises'
import { eachBox, findBox, readTopBox } from './read-boxes.ts'

/** The coded samples of a track and where they lie in the file they were read from. */
export interface CodedTrack {
  /** Ticks a second. */
  timescale: number
  /** The sample description: codec, size, parameter sets. One whole `avc1` or `mp4a` box. */
  description: Uint8Array
  /** Bytes of each sample, in decoding order. */
  sizes: number[]
  offsets: number[]
  /** 0-based numbers of the samples that need no other. */
  keys: number[]
}

/** Reads the first track of an MP4. Unless `order` is `any`, its samples must be shown in the order they are stored. */
export async function readCodedTrack(
  path: string,
  { order = 'stored' }: { order?: 'stored' | 'any' } = {},
): Promise<CodedTrack> {
  const moov = await readTopBox(path, 'moov')
  const media = findBox(moov, 'trak', 'mdia')
  const table = findBox(media, 'minf', 'stbl')
  const names = new Set([...eachBox(table)].map(({ name }) => name))
  if (order === 'stored' && names.has('ctts')) throw new Error(`${path} shows its pictures out of order.`)
  const mdhd = findBox(media, 'mdhd')
  const sizes = readSizes(findBox(table, 'stsz'))
  return {
    timescale: mdhd.readUInt32BE(mdhd[0] === 1 ? 20 : 12),
    // Version, flags and the count of entries come before the one entry.
    description: Uint8Array.from(firstEntry(findBox(table, 'stsd').subarray(8))),
    sizes,
    offsets: offsetsOf(table, names, sizes),
    keys: names.has('stss') ? numbers(findBox(table, 'stss'), 4).map((n) => n - 1) : sizes.map((_, n) => n),
  }
}

/** Copies samples of `path` to the end of `out`, in order, and says how many bytes they were. */
export async function appendSamples(
  path: string,
  { sizes, offsets }: Pick<CodedTrack, 'sizes' | 'offsets'>,
  out: { write(bytes: Uint8Array): unknown; flush(): unknown },
): Promise<number> {
  const file = await open(path)
  let room = new Uint8Array(0)
  let total = 0
  try {
    for (let n = 0; n < sizes.length; ) {
      const start = offsets[n] ?? 0
      let end = start
      while (n < sizes.length && offsets[n] === end && end - start < 1 << 20) end += sizes[n++] ?? 0
      // Written before the next are read, so all share their room.
      if (room.length < end - start) room = new Uint8Array(end - start)
      const bytes = room.subarray(0, end - start)
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start)
      if (bytesRead !== bytes.length) throw new Error(`${path} is shorter than its index says.`)
      out.write(bytes)
      await out.flush()
      total += bytes.length
    }
  } finally {
    await file.close()
  }
  return total
}

/** Bit rates differ between pieces made alike and nothing needs them: those of sound become zero, the btrt box goes. */
function firstEntry(entries: Buffer): Buffer {
  const entry = Buffer.from(entries.subarray(0, entries.readUInt32BE(0)))
  const esds = entry.indexOf('esds', 0, 'latin1')
  // Inside it the decoder's description (tag 4, a length of four bytes) begins with two bytes of type.
  const config = esds < 0 ? -1 : entry.indexOf(Buffer.from([4, 0x80, 0x80, 0x80]), esds)
  if (config >= 0) entry.fill(0, config + 7, config + 18)
  const at = entry.indexOf('btrt', 0, 'latin1') - 4
  if (at < 0) return entry
  const without = Buffer.concat([entry.subarray(0, at), entry.subarray(at + entry.readUInt32BE(at))])
  without.writeUInt32BE(without.length, 0)
  return without
}

function readSizes(stsz: Buffer): number[] {
  const same = stsz.readUInt32BE(4)
  const count = stsz.readUInt32BE(8)
  if (same > 0) return Array.from({ length: count }, () => same)
  return Array.from({ length: count }, (_, n) => stsz.readUInt32BE(12 + 4 * n))
}

function offsetsOf(table: Buffer, names: Set<string>, sizes: number[]): number[] {
  const chunks = names.has('co64') ? numbers(findBox(table, 'co64'), 8) : numbers(findBox(table, 'stco'), 4)
  const groups = findBox(table, 'stsc')
  const offsets: number[] = []
  let group = 0
  for (const [n, start] of chunks.entries()) {
    const next = 8 + 12 * (group + 1)
    if (next + 12 <= groups.length && groups.readUInt32BE(next) === n + 1) group++
    let at = start
    for (let left = groups.readUInt32BE(8 + 12 * group + 4); left > 0; left--) {
      offsets.push(at)
      at += sizes[offsets.length - 1] ?? 0
    }
  }
  return offsets
}

/** A counted list of 4- or 8-byte numbers after version and flags. */
function numbers(body: Buffer, width: 4 | 8): number[] {
  return Array.from({ length: body.readUInt32BE(4) }, (_, n) =>
    width === 4 ? body.readUInt32BE(8 + 4 * n) : Number(body.readBigUInt64BE(8 + 8 * n)),
  )
}
