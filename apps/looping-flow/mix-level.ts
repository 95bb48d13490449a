import { builtinLoudness } from '#media/loop/noise.ts'
import type { LoopInput } from './input.ts'

/** What a film is brought to, and what a sound of people's own is taken to be before it is measured: LUFS. */
const target = -14
const ownLoudness = -18
/** Beyond this what is quiet stays quiet. */
const mostGain = 30

/** Linear gain that brings a mix about as loud as the film will be, `master` above or below the target. Sounds that differ add up by power. */
export function mixGain(layers: readonly { builtin: boolean; volume: number }[], master: number): number {
  const power = layers.reduce((sum, { builtin, volume }) => {
    const loud = builtin ? builtinLoudness : ownLoudness
    return sum + volume ** 4 * 10 ** (loud / 10)
  }, 0)
  const gain = power > 0 ? Math.min(mostGain, target - 10 * Math.log10(power)) : 0
  return 10 ** ((gain + master) / 20)
}

/** A layer's volume as a gain: half way up sounds about half as loud. */
export function layerGain({ volume }: Pick<LoopInput['sound']['layers'][number], 'volume'>): number {
  return volume ** 2
}
