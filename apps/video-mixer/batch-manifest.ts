import { alikePixels, type FrameSignature } from '#media/ffmpeg/read-signature.ts'
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
  /** Null for an output that an earlier, interrupted attempt delivered, or that failed. */
  sha256: string | null
  /** What its pictures look like, sampled; null where `sha256` is. */
  signature: FrameSignature[] | null
}

/**
 * The manifest as it lies beside the videos. `made` lists them all, in order. `distance` is judged by the recipes, `alikePixels` by the finished
 * pictures: the share of sampled moments two files have in common where they agree most.
 */
export function batchManifest(made: readonly MadeOutput[], seed: number): string {
  const outputs = made.map(({ name, sha256, signature, recipe: { nearest, ...recipe } }) => {
    const sibling = made.find(({ number }) => number === nearest?.output)
    const alike = signature && sibling?.signature ? alikePixels(signature, sibling.signature) : null
    return {
      name,
      sha256,
      ...recipe,
      nearest: nearest && {
        name: sibling?.name ?? null,
        distance: nearest.distance,
        alikePixels: alike === null ? null : hundredths(alike),
      },
    }
  })
  const closest = outputs
    .filter(({ nearest }) => nearest)
    .toSorted((a, b) => (a.nearest?.distance ?? 1) - (b.nearest?.distance ?? 1))[0]
  const pair = closest && {
    names: [closest.name, closest.nearest?.name],
    distance: closest.nearest?.distance,
  }
  return `${JSON.stringify({ madeWith: 'Lumiku Video Mixer', seed, closestPair: pair ?? null, outputs }, null, 2)}\n`
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100
}
