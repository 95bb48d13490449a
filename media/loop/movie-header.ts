import { box, fullBox, once, type Rope, raw, text, u16, u32, u64 } from './boxes.ts'
import type { LoopFile, LoopTrack } from './loop-file.ts'
import type { Chunk } from './track-length.ts'
import { samplesOf, ticksOf } from './track-length.ts'

interface Placed {
  chunks: readonly Chunk[]
  /** Where each begins in the film. */
  offsets: readonly number[]
}

/** Everything of an MP4 that comes before its samples. Patterns of the index are kept as patterns, so it stays small in memory. */
export function movieHeader(
  file: LoopFile,
  { picture, sound, wide }: { picture: Placed; sound: Placed; wide: boolean },
): Rope {
  const movie = file.picture.timescale
  const length = ticksOf(file.picture)
  const tracks = [
    track(file.picture, picture, { id: 1, length, wide }),
    ...(file.sound ? [track(file.sound, sound, { id: 2, length, wide })] : []),
  ]
  return [
    ...box('ftyp', text('isom'), u32(512), text('isomiso2avc1mp41')),
    ...box(
      'moov',
      fullBox(
        'mvhd',
        0,
        u32(0, 0, movie, length, 0x0001_0000),
        u16(0x0100, 0),
        u32(0, 0, ...matrix),
        u32(0, 0, 0, 0, 0, 0, tracks.length + 1),
      ),
      ...tracks,
      about(file),
    ),
  ]
}

const matrix = [0x0001_0000, 0, 0, 0, 0x0001_0000, 0, 0, 0, 0x4000_0000]

function track(
  of: LoopTrack,
  placed: Placed,
  { id, length, wide }: { id: number; length: number; wide: boolean },
): Rope {
  const isPicture = of.width > 0
  const ticks = ticksOf(of)
  return box(
    'trak',
    fullBox(
      'tkhd',
      3,
      u32(0, 0, id, 0, length, 0, 0),
      u16(0, isPicture ? 0 : 1, isPicture ? 0 : 0x0100, 0),
      u32(...matrix, of.width * 0x1_0000, of.height * 0x1_0000),
    ),
    box('edts', fullBox('elst', 0, u32(1, length, of.skip), u16(1, 0))),
    box(
      'mdia',
      fullBox('mdhd', 0, u32(0, 0, of.timescale, ticks), u16(0x55c4, 0)),
      fullBox(
        'hdlr',
        0,
        u32(0),
        text(isPicture ? 'vide' : 'soun'),
        u32(0, 0, 0),
        text(isPicture ? 'Picture\0' : 'Sound\0'),
      ),
      box(
        'minf',
        isPicture ? fullBox('vmhd', 1, u16(0, 0, 0, 0)) : fullBox('smhd', 0, u16(0, 0)),
        box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1))),
        box('stbl', ...sampleTable(of, placed, wide)),
      ),
    ),
  )
}

function sampleTable(of: LoopTrack, { chunks, offsets }: Placed, wide: boolean): Rope[] {
  const samples = samplesOf(of)
  const even = of.lastDelta === of.delta || samples === 1
  const times = even ? u32(1, samples, of.lastDelta) : u32(2, samples - 1, of.delta, 1, of.lastDelta)
  const keys = keysOf(of)
  return [
    fullBox('stsd', 0, u32(1), once(of.description)),
    fullBox('stts', 0, times),
    ...(keys.length > 0 ? [fullBox('stss', 0, u32(keys.length), ofNumbers(keys))] : []),
    fullBox('stsc', 0, groupsOf(chunks)),
    fullBox(
      'stsz',
      0,
      u32(0, samples),
      of.runs.map(({ from, count, times }) => ({
        bytes: of.sizes.subarray(4 * from, 4 * (from + count)),
        times,
      })),
    ),
    wide
      ? fullBox('co64', 0, u32(offsets.length), ofBigNumbers(offsets))
      : fullBox('stco', 0, u32(offsets.length), ofNumbers(offsets)),
  ]
}

/** How many samples chunks hold, told where it changes. */
function groupsOf(chunks: readonly Chunk[]): Rope {
  const entries: number[] = []
  for (const [n, { samples }] of chunks.entries())
    if (samples !== chunks[n - 1]?.samples) entries.push(n + 1, samples, 1)
  return [...u32(entries.length / 3), ...ofNumbers(entries)]
}

/** 1-based numbers of the played samples that need no other. */
function keysOf({ keys, runs }: LoopTrack): number[] {
  const found: number[] = []
  let played = 0
  for (const { from, count, times } of runs) {
    const within = keys.filter((key) => key >= from && key < from + count)
    for (let turn = 0; turn < times; turn++) {
      for (const key of within) found.push(played + key - from + 1)
      played += count
    }
  }
  return found
}

function about({ title, chapters }: LoopFile): Rope {
  const item = (name: number[], value: string): Rope => withName(name, box('data', u32(1, 0), text(value)))
  const tags: Rope[] = [
    ...(title ? [item([0xa9, 0x6e, 0x61, 0x6d], title)] : []),
    item([0xa9, 0x63, 0x6d, 0x74], 'Made with Lumiku Looping Flow'),
  ]
  const meta = fullBox(
    'meta',
    0,
    fullBox('hdlr', 0, u32(0), text('mdirappl'), u32(0, 0), raw(0)),
    box('ilst', ...tags),
  )
  return box('udta', ...(chapters && chapters.length > 0 ? [chapterList(chapters)] : []), meta)
}

/** The list of chapters that players and ffmpeg know: starts in tenths of microseconds. */
function chapterList(chapters: NonNullable<LoopFile['chapters']>): Rope {
  const entries = chapters.map(({ at, name }): Rope => {
    const words = shortened(name)
    return [...u64(Math.round(at * 1e7)), ...raw(words.length), ...once(words)]
  })
  return box('chpl', u32(0x0100_0000), raw(0, 0, 0, 0, chapters.length), ...entries)
}

/** At most 255 bytes, never half a letter. */
function shortened(name: string): Uint8Array {
  const bytes = new TextEncoder().encode(name)
  if (bytes.length <= 255) return bytes
  return new TextEncoder().encode(new TextDecoder().decode(bytes.subarray(0, 255)).replace(/\uFFFD+$/, ''))
}

function withName(name: number[], content: Rope): Rope {
  const [head, ...rest] = box('xxxx', content)
  if (!head) return rest
  const bytes = Uint8Array.from(head.bytes)
  bytes.set(name, 4)
  return [{ bytes, times: 1 }, ...rest]
}

function ofNumbers(values: readonly number[]): Rope {
  const bytes = new Uint8Array(values.length * 4)
  const view = new DataView(bytes.buffer)
  for (const [n, value] of values.entries()) view.setUint32(n * 4, value)
  return once(bytes)
}

function ofBigNumbers(values: readonly number[]): Rope {
  const bytes = new Uint8Array(values.length * 8)
  const view = new DataView(bytes.buffer)
  for (const [n, value] of values.entries()) view.setBigUint64(n * 8, BigInt(value))
  return once(bytes)
}
