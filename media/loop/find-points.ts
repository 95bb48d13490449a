import { type GreyClip, tinyBytes } from './grey-clip.ts'

/** Frame `to` looks like frame `from`: playing from one to just before the other is a loop. */
export interface Points {
  from: number
  to: number
  /** Mean squared difference over the window, in levels. */
  distance: number
}

/** More pairs than these would take longer than people wait; the best are looked at again at full rate. */
const mostFrames = 450

/**
 * Compares every frame with every other, each with the `window` frames that follow it, and answers the best pairs at least `shortest` apart, the
 * best first and none the neighbour of another. A longer loop is worth a slightly worse match: it repeats less often.
 */
export function findPoints(
  clip: Pick<GreyClip, 'frames' | 'tiny'>,
  { window, shortest, most }: { window: number; shortest: number; most: number },
): Points[] {
  const stride = Math.ceil(clip.frames / mostFrames)
  const coarse = rank(clip, { window, shortest, stride })
  const picked: Points[] = []
  for (const pair of coarse) {
    if (picked.length === most) break
    if (picked.some((other) => near(other, pair, Math.max(3, 2 * stride)))) continue
    picked.push(stride > 1 ? refine(clip, pair, { window, shortest, stride }) : pair)
  }
  return picked.sort((a, b) => cost(a, clip.frames) - cost(b, clip.frames))
}

interface Search {
  window: number
  shortest: number
  stride: number
}

function rank(clip: Pick<GreyClip, 'frames' | 'tiny'>, { window, shortest, stride }: Search): Points[] {
  const count = Math.floor(clip.frames / stride)
  const span = Math.max(1, Math.round(window / stride))
  const least = Math.ceil(shortest / stride)
  const most = Math.max(0, count - span - least + 1)
  const costs = new Float64Array((most * (most + 1)) / 2)
  const distances = new Float64Array(costs.length)
  const places = new Uint32Array(costs.length)
  let found = 0
  // Along a diagonal the window slides: each pair of frames is compared once.
  for (let apart = least; apart + span <= count; apart++) {
    const along = diagonal(clip, stride, apart)
    let sum = 0
    for (let at = 0; at < along.length; at++) {
      sum += along[at]!
      if (at >= span) sum -= along[at - span]!
      if (at < span - 1) continue
      const from = at - span + 1
      distances[found] = sum / span
      costs[found] = costOf(sum / span, (apart * stride) / clip.frames)
      places[found++] = from * count + apart
    }
  }
  const bar = costs.toSorted()[Math.min(found, mostRanked) - 1] ?? 0
  const pairs: Points[] = []
  for (let n = 0; n < found; n++) {
    if (costs[n]! > bar) continue
    const from = Math.floor(places[n]! / count)
    const apart = places[n]! % count
    pairs.push({ from: from * stride, to: (from + apart) * stride, distance: distances[n]! })
  }
  return pairs.sort((a, b) => cost(a, clip.frames) - cost(b, clip.frames))
}

const mostRanked = 4000

/** Differences of frames so far apart, for as long as the clip is looked at: searches with other windows need the same ones. */
const known = new WeakMap<Uint8Array, Map<string, Float64Array>>()

function diagonal(
  { frames, tiny }: Pick<GreyClip, 'frames' | 'tiny'>,
  stride: number,
  apart: number,
): Float64Array {
  const diagonals = known.get(tiny) ?? new Map<string, Float64Array>()
  known.set(tiny, diagonals)
  const name = `${stride} ${apart}`
  let along = diagonals.get(name)
  if (!along) {
    along = new Float64Array(Math.floor(frames / stride) - apart)
    for (let at = 0; at < along.length; at++) along[at] = difference(tiny, at * stride, (at + apart) * stride)
    diagonals.set(name, along)
  }
  return along
}

/** The best pair at full rate beside one that was found by every so many frames. */
function refine(clip: Pick<GreyClip, 'frames' | 'tiny'>, pair: Points, { window, shortest, stride }: Search) {
  let best = { ...pair, distance: Number.POSITIVE_INFINITY }
  const span = Math.max(1, window)
  for (let from = Math.max(0, pair.from - stride); from <= pair.from + stride; from++)
    for (let to = pair.to - stride; to <= pair.to + stride; to++) {
      if (to - from < shortest || to + span > clip.frames) continue
      let sum = 0
      for (let n = 0; n < span; n++) sum += difference(clip.tiny, from + n, to + n)
      if (sum / span < best.distance) best = { from, to, distance: sum / span }
    }
  return Number.isFinite(best.distance) ? best : pair
}

function cost({ from, to, distance }: Points, frames: number): number {
  return costOf(distance, (to - from) / frames)
}

/** What a shorter loop must make up for by matching better. A fifth of a level squared is coding noise. */
function costOf(distance: number, length: number): number {
  return (distance + 0.2) * (1 + 0.5 * (1 - length))
}

function near(a: Points, b: Points, reach: number): boolean {
  return Math.abs(a.from - b.from) <= reach && Math.abs(a.to - b.to) <= reach
}

/** This is most of what a search costs: nothing is taken apart here, and all numbers are whole. */
function difference(tiny: Uint8Array, one: number, other: number): number {
  let a = one * tinyBytes
  let b = other * tinyBytes
  let sum = 0
  for (const end = a + tinyBytes; a < end; a += 4, b += 4) {
    const p = tiny[a]! - tiny[b]!
    const q = tiny[a + 1]! - tiny[b + 1]!
    const r = tiny[a + 2]! - tiny[b + 2]!
    const s = tiny[a + 3]! - tiny[b + 3]!
    sum = (sum + Math.imul(p, p) + Math.imul(q, q) + Math.imul(r, r) + Math.imul(s, s)) | 0
  }
  return sum / tinyBytes
}
