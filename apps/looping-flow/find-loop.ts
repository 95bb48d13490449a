import { type FrameRate, frameRate, perSecond } from '#media/ffmpeg/frame-rate.ts'
import type { Probe } from '#media/ffmpeg/probe.ts'
import { readGreyClip } from '#media/loop/grey-clip.ts'
import { bestLoop, type JudgedLoop, planLoops } from '#media/loop/plan-loop.ts'
import type { LoopInput } from './input.ts'

/** The clip on disk and the part of it that is looped, counted in frames of the film. */
export interface LoopSource {
  path: string
  probe: Probe
  rate: FrameRate
  from: number
  frames: number
}

export type LoopWish = Pick<LoopInput, 'style' | 'blendSeconds' | 'loopPoint'>

export function openSource(
  { path, probe }: { path: string; probe: Probe },
  { from, to }: { from: number; to: number },
  fps: LoopInput['format']['fps'],
): LoopSource {
  const rate = fps === 'source' ? frameRate(probe.video?.fps ?? 30) : { num: fps, den: 1 }
  const first = Math.round(from * perSecond(rate))
  return {
    path,
    probe,
    rate,
    from: first,
    frames: Math.max(2, Math.floor((to - from) * perSecond(rate) + 0.001)),
  }
}

/**
 * Decodes the stretch once, small, and judges a loop of each style that is asked for; with `auto` all three. Plans count frames of the stretch.
 * `best` is the one to make; with `onlyBest` styles that cannot become it are not judged.
 */
export async function findLoop(
  source: LoopSource,
  { style, blendSeconds, loopPoint }: LoopWish,
  scratch: string,
  {
    signal,
    onProgress,
    onlyBest,
  }: { signal?: AbortSignal; onProgress?(fraction: number): void; onlyBest?: boolean } = {},
): Promise<{ loops: JudgedLoop[]; best: JudgedLoop }> {
  const clip = await readGreyClip(source, source, scratch, {
    signal,
    onFrame: (count) => onProgress?.((0.6 * count) / source.frames),
  })
  try {
    const styles = style === 'auto' ? (['cut', 'crossfade', 'boomerang'] as const) : [style]
    // The stretch already is what lies between given loop points.
    const points = loopPoint === 'auto' ? undefined : { from: 0, to: clip.frames }
    const loops = await planLoops(clip, styles, { blendSeconds, points, onlyBest })
    signal?.throwIfAborted()
    onProgress?.(1)
    const best = bestLoop(loops, clip)
    if (!best) throw new Error('The clip is too short to be looped so.')
    return { loops, best }
  } finally {
    await clip.close()
  }
}
