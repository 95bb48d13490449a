import { perSecond } from '../ffmpeg/frame-rate.ts'
import { findPoints, type Points } from './find-points.ts'
import { type GreyClip, tinyBytes } from './grey-clip.ts'
import {
  bars,
  cost,
  judgeSeam,
  meetsBars,
  type SeamFacts,
  scoreOf,
  type Usual,
  usualSteps,
} from './judge-seam.ts'
import { boomerang, type LoopPlan, type Style } from './loop-plan.ts'

export interface JudgedLoop {
  plan: LoopPlan
  facts: SeamFacts
  score: number
}

export interface LoopWish {
  /** Seconds that a crossfade takes. Left out: what suits the clip. */
  blendSeconds?: number
  /** Frames of the clip between which to loop; left out, the best are searched. */
  points?: { from: number; to: number }
}

/**
 * The best loop of each of these styles, judged by making the frames around its joint. Styles the clip is too short for are left out, and with
 * `onlyBest` those that could not be taken any more.
 */
export async function planLoops(
  clip: GreyClip,
  styles: readonly Style[],
  wish: LoopWish & { onlyBest?: boolean },
): Promise<JudgedLoop[]> {
  const usual = await usualSteps(clip)
  const found: JudgedLoop[] = []
  for (const style of styles) {
    if (wish.onlyBest && isBeaten(style, found, clip)) continue
    const judged = await Promise.all(plansOf[style](clip, wish).map((plan) => judge(clip, plan, usual)))
    const best = bestOf(judged, clip)
    if (best) found.push(best)
  }
  return found
}

/**
 * Which of them to take when it was left to us: what nobody notices before what somebody might; of that the best seam, where full sharpness
 * and a long repeat are worth something, and running backwards costs most. Measures alone would call every boomerang perfect, and would
 * repeat one second of ten three thousand times an hour for the sake of a slightly better joint.
 */
export function bestLoop(loops: readonly JudgedLoop[], clip: Pick<GreyClip, 'frames'>): JudgedLoop | null {
  const calm = loops.filter(({ plan, facts }) => plan.style !== 'boomerang' || facts.jerk <= bars.jerk)
  return bestOf(calm.length > 0 ? calm : loops, clip)
}

function bestOf(loops: readonly JudgedLoop[], clip: Pick<GreyClip, 'frames'>): JudgedLoop | null {
  const unnoticed = loops.filter(({ facts }) => meetsBars(facts))
  const choice = unnoticed.length > 0 ? unnoticed : loops
  return choice.toSorted((a, b) => rank(a, clip) - rank(b, clip))[0] ?? null
}

// Beside a seam at the bars, which costs 1.
const handicap: Record<Style, number> = { cut: 0, crossfade: 0.8, boomerang: 2 }
/** A repeat half as long as the clip. */
const halved = 0.5

function rank({ plan, facts }: JudgedLoop, clip: Pick<GreyClip, 'frames'>): number {
  const shorter = Math.max(0, Math.log2(clip.frames / plan.frames))
  return cost(facts) + handicap[plan.style] + halved * shorter
}

/** Whatever this style came to, one of these would be taken before it. */
function isBeaten(style: Style, found: readonly JudgedLoop[], clip: GreyClip): boolean {
  return found.some((each) => meetsBars(each.facts) && rank(each, clip) <= handicap[style])
}

async function judge(clip: GreyClip, plan: LoopPlan, usual: Usual): Promise<JudgedLoop> {
  const facts = await judgeSeam(clip, plan, usual)
  return { plan, facts, score: scoreOf(facts) }
}

const plansOf: Record<Style, (clip: GreyClip, wish: LoopWish) => LoopPlan[]> = {
  cut(clip, { points }) {
    const pairs = points ? [clamped(points, clip)] : search(clip, 3, 4)
    return pairs.map(({ from, to }) => withDrift(clip, { style: 'cut', from, frames: to - from, drift: 0 }))
  },
  crossfade(clip, { points, blendSeconds }) {
    const range = points ? clamped(points, clip) : { from: 0, to: clip.frames }
    const room = range.to - range.from
    const wanted = blendSeconds ?? Math.min(1, room / perSecond(clip.rate) / 4)
    const blend = Math.max(2, Math.min(Math.floor(room / 2), Math.round(wanted * perSecond(clip.rate))))
    const pairs = points
      ? [{ from: range.from, to: range.to - blend }]
      : search(clip, blend, 3, Math.max(blend, Math.floor(room / 2)))
    return pairs
      .filter(({ from, to }) => to - from >= blend && to + blend <= clip.frames)
      .map(({ from, to }) =>
        withDrift(clip, { style: 'crossfade', from, frames: to - from, blend, drift: 0 }),
      )
  },
  boomerang(clip, { points }) {
    const { from, to } = points ? clamped(points, clip) : { from: 0, to: clip.frames }
    const ease = 2 * Math.floor(Math.min(perSecond(clip.rate), (to - from) / 3) / 2)
    return to - from >= 4 ? [boomerang(from, to - from, ease)] : []
  },
}

/** Pairs to try; a clip without a second look at anything gives its whole length. */
function search(clip: GreyClip, window: number, most: number, least?: number): Pick<Points, 'from' | 'to'>[] {
  const shortest = Math.max(
    2,
    least ?? Math.floor(Math.max(clip.frames * 0.3, Math.min(clip.frames / 2, perSecond(clip.rate)))),
  )
  const found = findPoints(clip, { window, shortest, most })
  return found.length > 0 ? found : [{ from: 0, to: clip.frames }]
}

function clamped({ from, to }: { from: number; to: number }, clip: GreyClip) {
  const start = Math.max(0, Math.min(from, clip.frames - 2))
  return { from: start, to: Math.max(start + 2, Math.min(to, clip.frames)) }
}

/** Where the light at the unit's end differs all over from that at its beginning, by how much. Small and huge differences are something else. */
function withDrift<P extends LoopPlan>(clip: GreyClip, plan: P): P {
  const window = Math.min(5, plan.frames, clip.frames - plan.from - plan.frames)
  if (window < 1) return plan
  const apart = new Float64Array(tinyBytes)
  for (let n = 0; n < window; n++) {
    const [a, b] = [(plan.from + n) * tinyBytes, (plan.from + plan.frames + n) * tinyBytes]
    for (let at = 0; at < tinyBytes; at++) apart[at]! += (clip.tiny[b + at]! - clip.tiny[a + at]!) / window
  }
  const sorted = apart.toSorted()
  const drift = sorted[tinyBytes >> 1]!
  const spread = sorted[Math.floor(tinyBytes * 0.75)]! - sorted[Math.floor(tinyBytes * 0.25)]!
  return Math.abs(drift) > 0.75 && Math.abs(drift) < 24 && spread < 2 * Math.abs(drift) + 4
    ? { ...plan, drift }
    : plan
}
