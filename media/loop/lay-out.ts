import { lengthOf, type Rope, sliceRope } from '../mp4/boxes.ts'
import { mediaHead } from '../mp4/movie-boxes.ts'
import type { LoopFile, LoopTrack } from './loop-file.ts'
import { movieHeader } from './movie-header.ts'
import type { Chunk } from './track-length.ts'

/**
 * `expanded` is the ordinary film, every repeat in it. `compact` keeps each sample once and lets the index point at it as often as it is
 * played: small, and unusual.
 */
export type Form = 'expanded' | 'compact'

/** A whole film that exists only as a rule: any of its bytes can be told from the stored ones. */
export interface Film {
  /** Bytes. */
  size: number
  /** Everything before the samples. */
  header: Rope
  headerBytes: number
  /** Starts of the chunks in the film, ascending, and where each lies in the stored file. */
  starts: Float64Array
  stored: Float64Array
}

/** Computes the film's index once. Memory grows with the number of groups of pictures, not with frames or bytes. */
export function layOut(file: LoopFile, form: Form = 'expanded'): Film {
  const tracks = interleave(file)
  const media = form === 'expanded' ? tracks.order.reduce((sum, { bytes }) => sum + bytes, 0) : mediaOf(file)
  // The header's length depends on the width of its offsets and nothing else, so it is built twice.
  const draft = build(file, tracks, form, 0, false)
  const wide = lengthOf(draft) + 16 + media > 0xffff_ffff
  const length = lengthOf(wide ? build(file, tracks, form, 0, true) : draft)
  const header = [...build(file, tracks, form, length, wide), ...mediaHead(media, wide)]
  const headerBytes = lengthOf(header)
  const { starts, stored } =
    form === 'expanded' ? places(tracks.order, headerBytes) : inOnePiece(file, headerBytes)
  return { size: headerBytes + media, header, headerBytes, starts, stored }
}

/** What the bytes `start`–`end` (inclusive) of the film are: bytes of its header, and ranges (inclusive) of the stored file. */
export function* bytesOf(
  { size, header, headerBytes, starts, stored }: Film,
  start: number,
  end: number,
): Generator<Uint8Array | { start: number; end: number }> {
  if (start < headerBytes) yield* sliceRope(header, start, Math.min(end, headerBytes - 1))
  let at = Math.max(start, headerBytes)
  for (let n = lastBefore(starts, at); at <= end; n++) {
    const from = (stored[n] ?? 0) + at - (starts[n] ?? 0)
    let next = starts[n + 1] ?? size
    // Neighbours that are neighbours in the stored file too are read in one go.
    while (n + 1 < starts.length && next <= end && stored[n + 1] === from + (next - at)) {
      n++
      next = starts[n + 1] ?? size
    }
    const stop = Math.min(end + 1, next)
    yield { start: from, end: from + (stop - at) - 1 }
    at = stop
  }
}

interface Interleaved {
  picture: Chunk[]
  sound: Chunk[]
  order: Chunk[]
}

/** One group of pictures, then the sound up to its end, and so on. */
function interleave({ picture, sound }: LoopFile): Interleaved {
  const pictures = chunksAt(picture, keyStarts(picture))
  if (!sound) return { picture: pictures, sound: [], order: pictures }
  const sounds: Chunk[] = []
  const order: Chunk[] = []
  const take = takerOf(sound)
  let frames = 0
  let heard = 0
  for (const [n, chunk] of pictures.entries()) {
    order.push(chunk)
    frames += chunk.samples
    const seconds = (frames * picture.delta) / picture.timescale
    const until =
      n === pictures.length - 1
        ? Number.POSITIVE_INFINITY
        : Math.ceil((seconds * sound.timescale + sound.skip) / sound.delta)
    const taken = take(until - heard)
    for (const each of taken) heard += each.samples
    sounds.push(...taken)
    order.push(...taken)
  }
  return { picture: pictures, sound: sounds, order }
}

/** Where chunks may begin: at samples that need no other. */
function keyStarts({ keys, sizes }: LoopTrack): (from: number, to: number) => number {
  const count = sizes.length / 4
  const next = new Int32Array(count + 1).fill(count)
  const isKey = new Set(keys)
  for (let n = count - 1; n >= 0; n--) next[n] = isKey.has(n + 1) ? n + 1 : (next[n + 1] ?? count)
  return (from, to) => Math.min(next[from] ?? to, to)
}

function chunksAt(track: LoopTrack, nextStart: (from: number, to: number) => number): Chunk[] {
  const ends = endsOf(track)
  const chunks: Chunk[] = []
  for (const { from, count, times } of track.runs) {
    const once: Chunk[] = []
    for (let at = from; at < from + count; ) {
      const next = nextStart(at, from + count)
      once.push(chunk(track, ends, at, next))
      at = next
    }
    for (let n = 0; n < times; n++) chunks.push(...once)
  }
  return chunks
}

/** Hands out the next samples in the order they are played; a chunk never crosses the border of a run. */
function takerOf(track: LoopTrack): (samples: number) => Chunk[] {
  const ends = endsOf(track)
  let run = 0
  let turn = 0
  let within = 0
  return (samples) => {
    const taken: Chunk[] = []
    let left = samples
    for (let now = track.runs[run]; left > 0 && now; now = track.runs[run]) {
      const count = Math.min(left, now.count - within)
      if (count > 0) taken.push(chunk(track, ends, now.from + within, now.from + within + count))
      left -= count
      within += count
      if (within < now.count) continue
      within = 0
      if (++turn < now.times) continue
      turn = 0
      run++
    }
    return taken
  }
}

function chunk(track: LoopTrack, ends: Float64Array, from: number, to: number): Chunk {
  const begin = ends[from] ?? 0
  return { stored: track.at + begin, bytes: (ends[to] ?? 0) - begin, samples: to - from }
}

/** `ends[n]`: bytes of all stored samples before sample n. */
function endsOf({ sizes }: LoopTrack): Float64Array {
  const view = new DataView(sizes.buffer, sizes.byteOffset, sizes.byteLength)
  const ends = new Float64Array(sizes.length / 4 + 1)
  for (let n = 0; n < ends.length - 1; n++) ends[n + 1] = (ends[n] ?? 0) + view.getUint32(n * 4)
  return ends
}

function build(file: LoopFile, tracks: Interleaved, form: Form, length: number, wide: boolean): Rope {
  const first = length + (wide ? 16 : 8)
  const list = { picture: [] as number[], sound: [] as number[] }
  if (form === 'compact') {
    const move = first - file.picture.at
    list.picture = tracks.picture.map(({ stored }) => stored + move)
    list.sound = tracks.sound.map(({ stored }) => stored + move)
  } else {
    // The same chunk may come many times, so places are told by walking both lists in the order they are interleaved.
    let at = first
    let [p, s] = [0, 0]
    for (const each of tracks.order) {
      if (each === tracks.picture[p]) {
        list.picture.push(at)
        p++
      } else if (each === tracks.sound[s]) {
        list.sound.push(at)
        s++
      }
      at += each.bytes
    }
  }
  return movieHeader(file, {
    picture: { chunks: tracks.picture, offsets: list.picture },
    sound: { chunks: tracks.sound, offsets: list.sound },
    wide,
  })
}

function places(order: readonly Chunk[], headerBytes: number) {
  const starts = new Float64Array(order.length)
  const stored = new Float64Array(order.length)
  let at = headerBytes
  for (const [n, each] of order.entries()) {
    starts[n] = at
    stored[n] = each.stored
    at += each.bytes
  }
  return { starts, stored }
}

function inOnePiece({ picture }: LoopFile, headerBytes: number) {
  return { starts: Float64Array.of(headerBytes), stored: Float64Array.of(picture.at) }
}

function mediaOf({ picture, stored }: LoopFile): number {
  return stored - picture.at
}

/** The last place whose start is not after `at`. */
function lastBefore(starts: Float64Array, at: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}
