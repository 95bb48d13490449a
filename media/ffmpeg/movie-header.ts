import { lengthOf, numbers, type Rope } from '../mp4/boxes.ts'
import { aboutBox, mediaHead, movieBoxes, type TrackBoxes } from '../mp4/movie-boxes.ts'

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
  return [...build(movie, length + (wide ? 16 : 8), wide), ...mediaHead(media, wide)]
}

/** `first` is where the samples begin. */
function build(
  { picture, sound, order, title, timescale, ticks }: Movie,
  first: number,
  wide: boolean,
): Rope {
  const tracks = [trackOf('picture', picture, picture.size, order, first)]
  if (sound) tracks.push(trackOf('sound', sound, { width: 0, height: 0 }, order, first))
  const about = aboutBox({ title, madeWith: 'Lumiku Video Mixer' })
  return movieBoxes({ timescale, ticks, tracks, about, wide })
}

function trackOf(
  kind: Chunk['kind'],
  { times, delays, keys, sizes, ...of }: Track,
  size: { width: number; height: number },
  order: readonly Chunk[],
  first: number,
): TrackBoxes {
  const placed: { at: number; samples: number }[] = []
  let at = first
  for (const chunk of order) {
    if (chunk.kind === kind) placed.push({ at, samples: chunk.count })
    at += chunk.bytes
  }
  return {
    ...of,
    kind,
    ...size,
    ticks: times.reduce((sum, { count, ticks }) => sum + count * ticks, 0),
    times: times.flatMap(({ count, ticks }) => [count, ticks]),
    delays: delays && inARow(delays).flat(),
    keys: (keys ?? []).map((key) => key + 1),
    samples: sizes.length,
    sizes: numbers(sizes),
    chunks: placed,
    offsets: placed.map((chunk) => chunk.at),
  }
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
