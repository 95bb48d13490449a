import { distance, profileOf } from './distance.ts'
import { type Clip, describeEdits, type EditList, framesOf } from './edit-list.ts'

/** How an output was made and which of its siblings is most like it: details for its owner, and the batch's manifest. */
export interface Recipe extends Record<string, unknown> {
  seed: number
  seconds: number
  clips: ReturnType<typeof describeEdits>
  /** 0 for the same video, 1 for nothing in common; null where there is no sibling. */
  nearest: { output: number; distance: number } | null
}

export function recipesOf(
  batch: readonly EditList[],
  clips: readonly Clip[],
  seed: number,
  fps: number,
): Recipe[] {
  const profiles = batch.map((edits) => profileOf(edits, clips, fps))
  return batch.map((edits, n) => {
    const siblings = profiles.flatMap((other, m) => {
      const mine = profiles[n]
      return m === n || !mine ? [] : [{ output: m + 1, distance: hundredths(distance(mine, other)) }]
    })
    return {
      seed,
      seconds: Math.round((framesOf(edits) / fps) * 1000) / 1000,
      clips: describeEdits(edits, clips, fps),
      nearest: siblings.toSorted((a, b) => a.distance - b.distance)[0] ?? null,
    }
  })
}

export interface MadeOutput {
  /** Counts from 1, as `nearest.output` does. */
  number: number
  name: string
  recipe: Recipe
  /** Null for an output that an earlier, interrupted attempt delivered. */
  sha256: string | null
}

/** The manifest as it lies beside the videos. `made` lists them all, in order. */
export function batchManifest(made: readonly MadeOutput[], seed: number): string {
  const nameOf = (output?: number) => made.find(({ number }) => number === output)?.name ?? null
  const outputs = made.map(({ name, sha256, recipe: { nearest, ...recipe } }) => ({
    name,
    sha256,
    ...recipe,
    nearest: nearest && { name: nameOf(nearest.output), distance: nearest.distance },
  }))
  return `${JSON.stringify({ madeWith: 'Lumiku Video Mixer', seed, outputs }, null, 2)}\n`
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
