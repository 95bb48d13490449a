import { join } from 'node:path'
import { perSecond } from '#media/ffmpeg/frame-rate.ts'
import { sampleRate } from '#media/ffmpeg/picture-format.ts'
import { probe } from '#media/ffmpeg/probe.ts'
import { encodeLevelled, type LevelledBed } from '#media/loop/encode-levelled.ts'
import type { LoopPlan } from '#media/loop/loop-plan.ts'
import { decodeSound, loopSound, writeBuiltin } from '#media/loop/loop-sound.ts'
import { layerSeed } from '#media/loop/noise.ts'
import { type BedLayer, openBed } from '#media/loop/sound-bed.ts'
import type { Studio } from '../define-app.ts'
import type { LoopSource } from './find-loop.ts'
import type { LoopInput } from './input.ts'

export type MadeSound = LevelledBed

const bitrates = { small: '128k', standard: '160k', high: '192k' }
/** What is decoded beyond a period to be blended into its beginning. */
const spareSeconds = 3

/**
 * The film's whole sound: layers looped on their own lengths, mixed, levelled and encoded once. Null where there is none. Only the clip's own sound waits
 * for the plan.
 */
export async function makeSound(
  input: LoopInput,
  source: LoopSource,
  plan: Promise<LoopPlan>,
  {
    seconds,
    studio,
    onProgress,
  }: {
    /** Exactly as long as the picture. */
    seconds: number
    studio: Pick<Studio, 'workDir' | 'signal' | 'file'>
    onProgress(fraction: number): void
  },
): Promise<MadeSound | null> {
  const { signal, workDir } = studio
  const samples = Math.round(seconds * sampleRate)
  const layers: BedLayer[] = []
  for (const [n, layer] of input.sound.layers.entries()) {
    const path = join(workDir, `layer-${n}.f32`)
    const length = layer.builtin
      ? await writeBuiltin(layer.builtin, layerSeed(input.seed, n), path, signal)
      : await decodeLayer(await studio.file(layer.assetId ?? ''), seconds, path, signal)
    const looped = await loopSound(path, length, { enough: samples })
    layers.push({
      ...looped,
      gain: layer.volume ** 2,
      pan: layer.pan,
      fadeIn: layer.fadeIn,
      fadeOut: layer.fadeOut,
    })
    onProgress((0.2 * (n + 1)) / input.sound.layers.length)
  }
  if (input.sound.original === 'keep' && source.probe.hasAudio)
    layers.push(await originalLayer(source, await plan, join(workDir, 'original.f32'), samples, signal))
  if (layers.length === 0) return null
  const bed = await openBed(layers, { samples, fadeOut: Math.min(input.sound.fadeOut, seconds / 2) })
  try {
    return await encodeLevelled(bed, {
      master: input.sound.master,
      bitrate: bitrates[input.format.quality],
      folder: workDir,
      signal,
      onProgress: (fraction) => onProgress(0.3 + 0.7 * fraction),
    })
  } finally {
    await bed.close()
  }
}

/** The clip's own sound repeats with its picture, so that what is seen is heard; running there and back it goes on forward. */
async function originalLayer(
  source: LoopSource,
  plan: LoopPlan,
  path: string,
  enough: number,
  signal: AbortSignal,
): Promise<BedLayer> {
  const fps = perSecond(source.rate)
  const together = plan.style !== 'boomerang'
  const length = (together ? plan.frames : source.frames) / fps
  const from = (source.from + (together ? plan.from : 0)) / fps
  const samples = await decodeSound(
    source,
    { from, seconds: length + (together ? spareSeconds : 0) },
    path,
    signal,
  )
  const period = together ? Math.round(length * sampleRate) : undefined
  const looped = await loopSound(path, samples, { period, enough })
  return { ...looped, gain: 1, pan: 0, fadeIn: 0, fadeOut: 0 }
}

async function decodeLayer(file: string, seconds: number, out: string, signal: AbortSignal): Promise<number> {
  return decodeSound(
    { path: file, probe: await probe(file, { signal }) },
    { seconds: seconds + 2 * spareSeconds },
    out,
    signal,
  )
}
