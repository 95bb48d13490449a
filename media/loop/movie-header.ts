import { box, once, type Rope, raw, u32, u64 } from '../mp4/boxes.ts'
import { aboutBox, movieBoxes, type TrackBoxes } from '../mp4/movie-boxes.ts'
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
  const { title, chapters } = file
  const list = chapters && chapters.length > 0 ? [chapterList(chapters)] : []
  return movieBoxes({
    timescale: file.picture.timescale,
    ticks: ticksOf(file.picture),
    tracks: [trackOf(file.picture, picture), ...(file.sound ? [trackOf(file.sound, sound)] : [])],
    about: aboutBox({ title, madeWith: 'Lumiku Looping Flow' }, ...list),
    wide,
  })
}

function trackOf(of: LoopTrack, { chunks, offsets }: Placed): TrackBoxes {
  const samples = samplesOf(of)
  const even = of.lastDelta === of.delta || samples === 1
  return {
    kind: of.width > 0 ? 'picture' : 'sound',
    width: of.width,
    height: of.height,
    timescale: of.timescale,
    ticks: ticksOf(of),
    skip: of.skip,
    description: of.description,
    times: even ? [samples, of.lastDelta] : [samples - 1, of.delta, 1, of.lastDelta],
    delays: null,
    keys: keysOf(of),
    samples,
    sizes: of.runs.map(({ from, count, times }) => ({
      bytes: of.sizes.subarray(4 * from, 4 * (from + count)),
      times,
    })),
    chunks,
    offsets,
  }
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
