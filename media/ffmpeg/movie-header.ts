import { box, fullBox, lengthOf, once, type Rope, raw, text, u16, u32, u64 } from '../loop/boxes.ts'

/** Neighbouring samples of one track, as they lie in the file. */
export interface Chunk {
  kind: 'picture' | 'sound'
  count: number
  bytes: number
}

export interface Track {
  /** The sample description. */
  description: Uint8Array
  /** Bytes of each sample, in decoding order. */
  sizes: readonly number[]
  /** 0-based numbers of the samples that need no other; null where none does. */
  keys: readonly number[] | null
  timescale: number
  /** How long samples last, in ticks, and how many in a row. */
  times: readonly { count: number; ticks: number }[]
  /** Ticks from decoding to showing, for each sample; null where that is at once. */
  delays: readonly number[] | null
  /** Ticks at the beginning that are not played. */
  skip: number
}

export interface Movie {
  timescale: number
  /** How long it plays. */
  ticks: number
  title?: string
  picture: Track & { size: { width: number; height: number } }
  sound: Track | null
  /** What follows the header. */
  order: readonly Chunk[]
}

/** All of an MP4 that comes before its samples. */
export function movieHeader(movie: Movie): Rope {
  const media = movie.order.reduce((sum, { bytes }) => sum + bytes, 0)
  // The header's length depends on the width of its offsets and nothing else, so it is built twice.
  const draft = lengthOf(build(movie, 0, false))
  const wide = draft + 16 + media > 0xffff_ffff
  const length = wide ? lengthOf(build(movie, 0, true)) : draft
  const mdat = wide ? [...u32(1), ...text('mdat'), ...u64(media + 16)] : [...u32(media + 8), ...text('mdat')]
  return [...build(movie, length + (wide ? 16 : 8), wide), ...mdat]
}

const matrix = [0x0001_0000, 0, 0, 0, 0x0001_0000, 0, 0, 0, 0x4000_0000]

/** `first` is where the samples begin. */
function build(movie: Movie, first: number, wide: boolean): Rope {
  const { picture, sound, timescale, ticks } = movie
  const times = u32(0, 0, timescale, ticks, 0x0001_0000)
  const next = u32(0, 0, 0, 0, 0, 0, sound ? 3 : 2)
  return [
    ...box('ftyp', text('isom'), u32(512), text('isomiso2avc1mp41')),
    ...box(
      'moov',
      fullBox('mvhd', 0, times, u16(0x0100, 0), u32(0, 0, ...matrix), next),
      track(picture, movie, { kind: 'picture', first, wide }),
      ...(sound ? [track(sound, movie, { kind: 'sound', first, wide })] : []),
      about(movie.title),
    ),
  ]
}

interface Placing {
  kind: Chunk['kind']
  first: number
  wide: boolean
}

function track(of: Track, movie: Movie, placing: Placing): Rope {
  const seen = placing.kind === 'picture'
  const { width, height } = seen ? movie.picture.size : { width: 0, height: 0 }
  const lasts = of.times.reduce((sum, { count, ticks }) => sum + count * ticks, 0)
  const head = u32(0, 0, seen ? 1 : 2, 0, movie.ticks, 0, 0)
  const size = u32(...matrix, width * 0x1_0000, height * 0x1_0000)
  const handler = [u32(0), text(seen ? 'vide' : 'soun'), u32(0, 0, 0), text(seen ? 'Picture\0' : 'Sound\0')]
  return box(
    'trak',
    fullBox('tkhd', 3, head, u16(0, seen ? 0 : 1, seen ? 0 : 0x0100, 0), size),
    box('edts', fullBox('elst', 0, u32(1, movie.ticks, of.skip), u16(1, 0))),
    box(
      'mdia',
      fullBox('mdhd', 0, u32(0, 0, of.timescale, lasts), u16(0x55c4, 0)),
      fullBox('hdlr', 0, ...handler),
      box(
        'minf',
        seen ? fullBox('vmhd', 1, u16(0, 0, 0, 0)) : fullBox('smhd', 0, u16(0, 0)),
        box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1))),
        box('stbl', ...sampleTable(of, movie.order, placing)),
      ),
    ),
  )
}

function sampleTable(of: Track, order: readonly Chunk[], { kind, first, wide }: Placing): Rope[] {
  const { times, delays, keys, sizes, description } = of
  const chunks: { at: number; count: number }[] = []
  let at = first
  for (const chunk of order) {
    if (chunk.kind === kind) chunks.push({ at, count: chunk.count })
    at += chunk.bytes
  }
  const places = chunks.map((chunk) => chunk.at)
  return [
    fullBox('stsd', 0, u32(1), once(description)),
    fullBox('stts', 0, list(times.map(({ count, ticks }) => [count, ticks]))),
    ...(delays ? [fullBox('ctts', 0, list(inARow(delays)))] : []),
    ...(keys ? [fullBox('stss', 0, list(keys.map((key) => [key + 1])))] : []),
    fullBox('stsc', 0, list(groups(chunks))),
    fullBox('stsz', 0, u32(0), list(sizes.map((size) => [size]))),
    wide
      ? fullBox('co64', 0, u32(places.length), u64(...places))
      : fullBox('stco', 0, list(places.map((place) => [place]))),
  ]
}

/** Their number, then each of them. */
function list(entries: readonly number[][]): Rope {
  return u32(entries.length, ...entries.flat())
}

function inARow(values: readonly number[]): number[][] {
  const runs: [count: number, value: number][] = []
  for (const value of values) {
    const last = runs.at(-1)
    if (last?.[1] === value) last[0]++
    else runs.push([1, value])
  }
  return runs
}

/** How many samples chunks hold, told where it changes. */
function groups(chunks: readonly { count: number }[]): number[][] {
  return chunks.flatMap(({ count }, n) => (count === chunks[n - 1]?.count ? [] : [[n + 1, count, 1]]))
}

function about(title?: string): Rope {
  const tags = [...(title ? [tag('nam', title)] : []), tag('cmt', 'Made with Lumiku Video Mixer')]
  const handler = fullBox('hdlr', 0, u32(0), text('mdirappl'), u32(0, 0), raw(0))
  return box('udta', fullBox('meta', 0, handler, box('ilst', ...tags)))
}

/** Its name begins with a copyright sign, one byte of it. */
function tag(name: string, value: string): Rope {
  return box(`\u00a9${name}`, box('data', u32(1, 0), text(value)))
}
