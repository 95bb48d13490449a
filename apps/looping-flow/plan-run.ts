import type { Use } from '#catalog/price.ts'
import { type Asset, InvalidInput } from '../define-app.ts'
import { estimate } from './estimate.ts'
import type { LoopInput } from './input.ts'
import { limits } from './limits.ts'

/** What the run will use. Throws `InvalidInput` for what is known to be impossible. */
export function planRun(input: LoopInput, assets: ReadonlyMap<string, Asset>): Use {
  const { from, to } = stretchOf(input, assets)
  refuseBlend(input, from, to)
  for (const [n, layer] of input.sound.layers.entries()) refuseLayer(layer, n, assets)
  for (const [n, { at }] of input.chapters.entries()) {
    if (at >= input.seconds)
      throw new InvalidInput(['chapters', n, 'at'], 'This chapter begins after the end.')
    if (n > 0 && at <= (input.chapters[n - 1]?.at ?? 0))
      throw new InvalidInput(['chapters', n, 'at'], 'Chapters must come one after the other.')
  }
  const clip = assets.get(input.clip) as Asset
  return { outputs: 1, seconds: input.seconds, storedBytes: estimate(input, clip, to - from).stored }
}

/** The seconds of the clip that may be looped: the loop points where they are given, else the trimmed clip. */
export function stretchOf(
  { clip, trim, loopPoint }: Pick<LoopInput, 'clip' | 'trim' | 'loopPoint'>,
  assets: ReadonlyMap<string, Asset>,
): { from: number; to: number } {
  const asset = assets.get(clip)
  if (asset?.kind !== 'video' || asset.seconds === null)
    throw new InvalidInput(['clip'], 'This file has no video.')
  if (asset.seconds < limits.shortestClip)
    throw new InvalidInput(['clip'], 'The clip is shorter than half a second.', {
      shortest: limits.shortestClip,
    })
  const whole = { from: 0, to: asset.seconds }
  const trimmed = within(trim ?? whole, whole, ['trim'])
  const { from, to } = loopPoint === 'auto' ? trimmed : within(loopPoint, trimmed, ['loopPoint'])
  const path = loopPoint === 'auto' ? ['trim'] : ['loopPoint']
  if (to - from < limits.shortestClip)
    throw new InvalidInput(path, 'Less than half a second is left to loop.', {
      shortest: limits.shortestClip,
    })
  if (to - from > limits.longestClip + 0.001)
    throw new InvalidInput(path, `At most ${limits.longestClip} seconds can be looped: trim the clip.`, {
      longest: limits.longestClip,
    })
  return { from, to }
}

/** A moment beyond the end is rounding, more is a mistake. */
function within(
  { from, to }: { from: number; to: number },
  outer: { from: number; to: number },
  path: string[],
) {
  if (from < outer.from - 0.05)
    throw new InvalidInput([...path, 'from'], 'This is before the part that is used.')
  if (to > outer.to + 0.05)
    throw new InvalidInput([...path, 'to'], 'This is after the end of the part that is used.')
  return { from: Math.max(from, outer.from), to: Math.min(to, outer.to) }
}

function refuseBlend({ blendSeconds }: LoopInput, from: number, to: number): void {
  const longest = (to - from) / 2
  if (blendSeconds !== undefined && blendSeconds > longest + 0.001)
    throw new InvalidInput(['blendSeconds'], 'The blend is longer than half the clip.', { longest })
}

function refuseLayer(
  { assetId }: LoopInput['sound']['layers'][number],
  n: number,
  assets: ReadonlyMap<string, Asset>,
) {
  if (assetId === undefined) return
  const path = ['sound', 'layers', n, 'assetId']
  const asset = assets.get(assetId)
  if (!asset || asset.kind === 'image' || asset.hasAudio === false)
    throw new InvalidInput(path, 'This file has no sound.')
  if ((asset.seconds ?? 0) > limits.layerSeconds)
    throw new InvalidInput(path, 'A layer may last three hours at most.', { longest: limits.layerSeconds })
}
