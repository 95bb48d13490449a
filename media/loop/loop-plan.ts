/** How one repeat is made from the clip. All numbers count frames at the film's rate; `from` counts from the clip's own start. */
export type LoopPlan = { frames: number; from: number; drift: number } & (
  | { style: 'cut' }
  /** The first `blend` frames mix what comes after the unit's end into its beginning. */
  | { style: 'crossfade'; blend: number }
  /** There and back; `count` frames of the clip, slowing down and setting off over `ease` frames at both turns. */
  | { style: 'boomerang'; count: number; ease: number }
)

export type Style = LoopPlan['style']

/** Which frames of the clip make up one frame of the unit: `share` of the second, the rest of the first. */
export interface Mix {
  first: number
  second: number
  share: number
}

/** The recipe of frame `n` of the unit, 0 ≤ n < frames. */
export function mixAt(plan: LoopPlan, n: number): Mix {
  if (plan.style === 'crossfade' && n < plan.blend)
    return {
      first: plan.from + plan.frames + n,
      second: plan.from + n,
      share: ease((n + 1) / (plan.blend + 1)),
    }
  if (plan.style !== 'boomerang') return { first: plan.from + n, second: plan.from + n, share: 0 }
  const half = plan.frames / 2
  const place = travelled(n <= half ? n : plan.frames - n, half, plan.ease)
  const first = Math.min(plan.count - 1, Math.floor(place + 1e-6))
  const share = Math.max(0, place - first)
  return { first: plan.from + first, second: plan.from + Math.min(plan.count - 1, first + 1), share }
}

/** There and back over `count` frames, with `ease` (even) frames to turn. */
export function boomerang(from: number, count: number, ease: number): LoopPlan {
  return { style: 'boomerang', from, count, ease, frames: 2 * (count - 1 + ease), drift: 0 }
}

/** Frames travelled after `time` of `half`: speed rises over the first `ease` and falls over the last. */
function travelled(time: number, half: number, over: number): number {
  if (over === 0) return time
  if (time < over) return (time * time) / (2 * over)
  if (time <= half - over) return time - over / 2
  const left = half - time
  return half - over - (left * left) / (2 * over)
}

function ease(x: number): number {
  return x * x * (3 - 2 * x)
}
