import { distance, profileOf } from './distance.ts'
import type { Clip, EditList } from './edit-list.ts'

/** How different the videos of a batch are: the two that are closest, counted from 1, and how far apart they are, 0–1. */
export interface BatchScore {
  distance: number
  pair: [number, number]
}

/** Null where there are no two videos to compare. */
export function scoreBatch(
  batch: readonly EditList[],
  clips: readonly Clip[],
  fps: number,
): BatchScore | null {
  const profiles = batch.map((edits) => profileOf(edits, clips, fps))
  let closest: BatchScore | null = null
  for (const [n, one] of profiles.entries())
    for (const [m, other] of profiles.slice(0, n).entries()) {
      const apart = distance(other, one)
      if (!closest || apart < closest.distance) closest = { distance: apart, pair: [m + 1, n + 1] }
    }
  return closest
}
