import { InvalidInput } from '../define-app.ts'
import type { Readiness, StudioAsset } from '../define-editor.ts'
import { complaintOf } from './complaints.ts'
import { type Estimate, estimate } from './estimate.ts'
import { type LoopInput, loopInput } from './input.ts'
import { limits } from './limits.ts'
import { models } from './models.ts'
import { planRun, stretchOf } from './plan-run.ts'

/** What the page edits: a loop that may still lack its clip. */
export function startLoop(seed = drawSeed()): LoopInput {
  return { ...complete({ seconds: 3600, seed }), clip: '' }
}

/** A draft or an earlier run's input. What today's schema no longer takes falls back to its default, part by part. */
export function restoreLoop(saved: unknown): LoopInput | null {
  if (typeof saved !== 'object' || saved === null) return null
  const { clip, ...rest } = saved as Record<string, unknown>
  const kept = Object.entries(rest).filter(([key, value]) => fits({ [key]: value }))
  return {
    ...complete({ seconds: 3600, seed: drawSeed(), ...Object.fromEntries(kept) }),
    clip: typeof clip === 'string' ? clip : '',
  }
}

/** The last video becomes the clip; sound becomes a layer. */
export function addFiles(loop: LoopInput, files: readonly StudioAsset[]): LoopInput {
  const clip = files.findLast(({ kind }) => kind === 'video')
  const sounds = files.filter(({ kind }) => kind === 'audio').map(({ id }) => layerOf({ assetId: id }))
  const next = clip && clip.id !== loop.clip ? withClip(loop, clip) : loop
  return {
    ...next,
    sound: { ...next.sound, layers: [...next.sound.layers, ...sounds].slice(0, limits.layers) },
  }
}

/** Another clip starts untrimmed; a long one with as much of it as can be looped. */
export function withClip(loop: LoopInput, { id, seconds }: Pick<StudioAsset, 'id' | 'seconds'>): LoopInput {
  const { trim, ...rest } = loop
  void trim
  const long = (seconds ?? 0) > limits.longestClip
  return { ...rest, clip: id, loopPoint: 'auto', ...(long && { trim: { from: 0, to: 30 } }) }
}

export function layerOf(
  source: { assetId: string } | { builtin: string },
): LoopInput['sound']['layers'][number] {
  return complete({ sound: { layers: [source] } }).sound.layers[0] as LoopInput['sound']['layers'][number]
}

export function filesOf({ clip, sound }: LoopInput): string[] {
  return [clip, ...sound.layers.map(({ assetId }) => assetId)].filter((id): id is string => Boolean(id))
}

export function forgetFiles(loop: LoopInput, gone: ReadonlySet<string>): LoopInput {
  const layers = loop.sound.layers.filter(({ assetId }) => !assetId || !gone.has(assetId))
  return { ...loop, clip: gone.has(loop.clip) ? '' : loop.clip, sound: { ...loop.sound, layers } }
}

/** Asks the very rules the server will ask. */
export function checkLoop(loop: LoopInput, assets: ReadonlyMap<string, StudioAsset>): Readiness {
  if (!loop.clip)
    return { path: ['clip'], missing: { id: 'Pilih klipnya dulu.', en: 'Choose the clip first.' } }
  if (filesOf(loop).some((id) => !assets.has(id)))
    return { missing: { id: 'Klipmu sedang dimuat…', en: 'Your clip is loading…' } }
  try {
    return { use: planRun(loop, assets), modelKey: models[0]?.key ?? '' }
  } catch (cause) {
    if (!(cause instanceof InvalidInput)) throw cause
    return { path: cause.path, missing: complaintOf(cause) }
  }
}

/** How large and how long; null while that cannot be told. */
export function estimateOf(loop: LoopInput, assets: ReadonlyMap<string, StudioAsset>): Estimate | null {
  const clip = assets.get(loop.clip)
  if (!clip) return null
  try {
    const { from, to } = stretchOf(loop, assets)
    return estimate(loop, clip, to - from)
  } catch (cause) {
    if (cause instanceof InvalidInput) return null
    throw cause
  }
}

export function againLoop(loop: LoopInput): LoopInput {
  return loop
}

export function drawSeed(): number {
  return Math.floor(Math.random() * 999_999) + 1
}

function complete(loop: Record<string, unknown>): LoopInput {
  return loopInput.parse({ clip: 'a', seconds: 3600, ...loop })
}

function fits(loop: Record<string, unknown>): boolean {
  return loopInput.safeParse({ clip: 'a', seconds: 3600, ...loop }).success
}
