import { encodeFrames, groupLength, type LoopPicture } from '#media/ffmpeg/encode-frames.ts'
import { readFrames } from '#media/ffmpeg/read-frames.ts'
import { lightFilters } from '#media/loop/even-light.ts'
import type { LoopPlan } from '#media/loop/loop-plan.ts'
import { ownFrames, type ReadClip, unitFrames } from '#media/loop/unit-frames.ts'
import type { LoopSource } from './find-loop.ts'

/** Frames `first` … `first + count` of a unit. */
export interface Span {
  first: number
  count: number
}

/** More pieces would decode more of the clip in vain: each begins by looking for its place in it. */
const mostSpans = 4

/**
 * The pieces in which a unit is encoded: whole groups, so that they can be played one after the other like one. How many there are depends on the
 * unit alone, never on the machine, so the same wish gives the same film everywhere.
 */
export function spansOf(unit: number, picture: Pick<LoopPicture, 'rate'>): Span[] {
  const group = groupLength(picture.rate)
  const groups = Math.ceil(unit / group)
  const pieces = Math.max(1, Math.min(mostSpans, Math.floor(groups / 2)))
  const starts = Array.from({ length: pieces }, (_, n) => Math.floor((n * groups) / pieces) * group)
  return starts.map((first, n) => ({ first, count: (starts[n + 1] ?? unit) - first }))
}

/** Encodes one span. The clip's own frames go straight from decoder to encoder; only those that are mixed are made here. */
export async function encodeSpan(
  source: LoopSource,
  plan: LoopPlan,
  picture: LoopPicture,
  { first, count }: Span,
  out: string,
  { signal, onFrame }: { signal: AbortSignal; onFrame(frames: number): void },
): Promise<void> {
  const own = ownFrames(plan, first)
  const made = own ? Math.min(count, own.after - first) : count
  const frames = unitFrames(plan, readerOf(source, picture, signal), shotOf(picture), { first, count: made })
  await encodeFrames(made > 0 ? frames : null, picture, out, {
    own:
      own && count > made
        ? {
            ...source,
            from: source.from + own.from,
            count: count - made,
            filters: own.light ? lightFilters(own.light, picture) : undefined,
          }
        : null,
    signal,
    onFrame,
  })
}

export function shotOf({ width, height }: LoopPicture) {
  return { width, height, pixels: 'yuv420p' as const }
}

export function readerOf(source: LoopSource, picture: LoopPicture, signal: AbortSignal): ReadClip {
  return (from, count) =>
    readFrames(
      source,
      { ...shotOf(picture), rate: picture.rate },
      { from: source.from + from, count, signal },
    )
}
