import { bigNumbers, box, fullBox, numbers, once, type Rope, raw, text, u16, u32 } from './boxes.ts'

/** One track of a movie, as its boxes tell it. */
export interface TrackBoxes {
  kind: 'picture' | 'sound'
  /** Pixels; of a sound nothing. */
  width: number
  height: number
  timescale: number
  /** Ticks from the first sample to the end of the last. */
  ticks: number
  /** Ticks at the beginning that are not played. */
  skip: number
  /** The sample description: one whole `avc1` or `mp4a` box. */
  description: Uint8Array
  /** How many samples last how many ticks, one pair after the other. */
  times: readonly number[]
  /** How many samples are shown how many ticks after they are decoded, likewise; null where all are at once. */
  delays: readonly number[] | null
  /** 1-based numbers of the samples that need no other; empty where none does. */
  keys: readonly number[]
  /** How many samples there are, and four bytes for the size of each, big end first. */
  samples: number
  sizes: Rope
  /** How many samples lie side by side, and where in the file. */
  chunks: readonly { samples: number }[]
  offsets: readonly number[]
}

export interface MovieBoxes {
  timescale: number
  /** How long it plays. */
  ticks: number
  tracks: readonly TrackBoxes[]
  /** What stands in it beside the tracks. */
  about: Rope
  /** Whether offsets need eight bytes. */
  wide: boolean
}

/** The boxes that come before a movie's samples: what kind of file it is, and its index. */
export function movieBoxes({ timescale, ticks, tracks, about, wide }: MovieBoxes): Rope {
  const times = u32(0, 0, timescale, ticks, 0x0001_0000)
  const next = u32(0, 0, 0, 0, 0, 0, tracks.length + 1)
  return [
    ...box('ftyp', text('isom'), u32(512), text('isomiso2avc1mp41')),
    ...box(
      'moov',
      fullBox('mvhd', 0, times, u16(0x0100, 0), u32(0, 0, ...matrix), next),
      ...tracks.map((track, n) => trackBox(track, { id: n + 1, plays: ticks, wide })),
      about,
    ),
  ]
}

const matrix = [0x0001_0000, 0, 0, 0, 0x0001_0000, 0, 0, 0, 0x4000_0000]

function trackBox(of: TrackBoxes, { id, plays, wide }: { id: number; plays: number; wide: boolean }): Rope {
  const seen = of.kind === 'picture'
  const level = u16(0, seen ? 0 : 1, seen ? 0 : 0x0100, 0)
  const size = u32(...matrix, of.width * 0x1_0000, of.height * 0x1_0000)
  const handler = [u32(0), text(seen ? 'vide' : 'soun'), u32(0, 0, 0), text(seen ? 'Picture\0' : 'Sound\0')]
  return box(
    'trak',
    fullBox('tkhd', 3, u32(0, 0, id, 0, plays, 0, 0), level, size),
    box('edts', fullBox('elst', 0, u32(1, plays, of.skip), u16(1, 0))),
    box(
      'mdia',
      fullBox('mdhd', 0, u32(0, 0, of.timescale, of.ticks), u16(0x55c4, 0)),
      fullBox('hdlr', 0, ...handler),
      box(
        'minf',
        seen ? fullBox('vmhd', 1, u16(0, 0, 0, 0)) : fullBox('smhd', 0, u16(0, 0)),
        box('dinf', fullBox('dref', 0, u32(1), fullBox('url ', 1))),
        box('stbl', ...sampleTable(of, wide)),
      ),
    ),
  )
}

function sampleTable(of: TrackBoxes, wide: boolean): Rope[] {
  const pairs = (values: readonly number[]) => numbers([values.length / 2, ...values])
  const groups = groupsOf(of.chunks)
  return [
    fullBox('stsd', 0, u32(1), once(of.description)),
    fullBox('stts', 0, pairs(of.times)),
    ...(of.delays ? [fullBox('ctts', 0, pairs(of.delays))] : []),
    ...(of.keys.length > 0 ? [fullBox('stss', 0, u32(of.keys.length), numbers(of.keys))] : []),
    fullBox('stsc', 0, u32(groups.length / 3), numbers(groups)),
    fullBox('stsz', 0, u32(0, of.samples), of.sizes),
    wide
      ? fullBox('co64', 0, u32(of.offsets.length), bigNumbers(of.offsets))
      : fullBox('stco', 0, u32(of.offsets.length), numbers(of.offsets)),
  ]
}

/** How many samples chunks hold, told where it changes. */
function groupsOf(chunks: readonly { samples: number }[]): number[] {
  const entries: number[] = []
  for (const [n, { samples }] of chunks.entries())
    if (samples !== chunks[n - 1]?.samples) entries.push(n + 1, samples, 1)
  return entries
}

/** What players show of a movie: its title, and what made it. `more` stands before them. */
export function aboutBox({ title, madeWith }: { title?: string; madeWith: string }, ...more: Rope[]): Rope {
  const tags = [...(title ? [tag('nam', title)] : []), tag('cmt', `Made with ${madeWith}`)]
  const handler = fullBox('hdlr', 0, u32(0), text('mdirappl'), u32(0, 0), raw(0))
  return box('udta', ...more, fullBox('meta', 0, handler, box('ilst', ...tags)))
}

/** Its name begins with a copyright sign, one byte of it. */
function tag(name: string, value: string): Rope {
  return box(`\u00a9${name}`, box('data', u32(1, 0), text(value)))
}

/** The head of the box that holds the samples, `bytes` of them. */
export function mediaHead(bytes: number, wide: boolean): Rope {
  return wide
    ? [...u32(1), ...text('mdat'), ...bigNumbers([bytes + 16])]
    : [...u32(bytes + 8), ...text('mdat')]
}
