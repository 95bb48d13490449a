import { channels } from '../ffmpeg/picture-format.ts'
import { makeRain } from './rain.ts'
import { brown, pink, type Source, white } from './random-sounds.ts'
import { makeWaves } from './waves.ts'

export const builtins = ['rain', 'waves', 'white', 'pink', 'brown'] as const
export type Builtin = (typeof builtins)[number]

/** Seconds that are made of each: their loops, in coded frames, have so little in common that no two repeat together within twelve hours. */
export const builtinSeconds: Record<Builtin, number> = { rain: 61, waves: 68, white: 36, pink: 39, brown: 46 }

/** About how loud each of them is: LUFS. All are alike, so that volumes say what they seem to. */
export const builtinLoudness = -20

/** The seed of a film's layer number `n`: two layers of the same kind are not the same sound. */
export function layerSeed(seed: number, n: number): number {
  return seed * 31 + n
}

/**
 * A built-in sound from its beginning: stereo at 48 kHz, −1 to 1, interleaved, `samples` a side. The same seed gives the same sound, and a longer one
 * begins like a shorter one.
 */
export function makeNoise(kind: Builtin, seed: number, samples: number): Float32Array {
  const out = new Float32Array(samples * channels)
  makers[kind](out, seed * 7919 + 1)
  for (let at = 0; at < out.length; at++) out[at]! *= levels[kind]
  return out
}

/** Brings each to `builtinLoudness`. */
const levels: Record<Builtin, number> = {
  rain: 0.269,
  waves: 0.473,
  white: 0.0851,
  pink: 0.1396,
  brown: 0.292,
}

const makers: Record<Builtin, (out: Float32Array, seed: number) => void> = {
  white: (out, seed) => eachSide(out, seed, white),
  pink: (out, seed) => eachSide(out, seed, pink),
  brown: (out, seed) => eachSide(out, seed, brown),
  rain: makeRain,
  waves: makeWaves,
}

function eachSide(out: Float32Array, seed: number, from: (seed: number) => Source): void {
  const block = new Float32Array(4096)
  for (let side = 0; side < channels; side++) {
    const source = from(seed + side * 104_729)
    for (let start = side; start < out.length; start += block.length * channels) {
      source(block)
      const end = Math.min(out.length, start + block.length * channels)
      for (let at = start, n = 0; at < end; at += channels, n++) out[at] = block[n]!
    }
  }
}
