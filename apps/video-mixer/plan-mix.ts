import type { Use } from '#catalog/price.ts'
import { type Asset, InvalidInput } from '../define-app.ts'
import { checkClips } from './check-clips.ts'
import type { MixInput } from './input.ts'
import { countVariants } from './variants.ts'

/** What the run will use. Throws `InvalidInput` when the clips cannot be mixed so, or not into that many different videos. */
export function planMix(input: MixInput, assets: ReadonlyMap<string, Asset>): Use {
  const { count, exact } = countVariants(input, checkClips(input, assets))
  if (exact && input.outputs > count)
    throw new InvalidInput(
      ['outputs'],
      count === 1 ? 'Only 1 different video exists.' : `Only ${count} different videos exist.`,
      { available: count },
    )
  refuseSilentMusic(input, assets)
  return { outputs: input.outputs }
}

function refuseSilentMusic({ sound }: MixInput, assets: ReadonlyMap<string, Asset>): void {
  if (sound.kind === 'music' && assets.get(sound.assetId)?.hasAudio === false)
    throw new InvalidInput(['sound', 'assetId'], 'This file has no sound.')
}
