import { type GreyClip, grey } from './grey-clip.ts'
import { jolt, sharpness, ssim } from './likeness.ts'
import type { LoopPlan } from './loop-plan.ts'
import { unitFrames } from './unit-frames.ts'

/** What a repeat looks like beside the clip's own steps from frame to frame. */
export interface SeamFacts {
  /** How much less alike the frames at the joint are than neighbours usually are; 0 is none. */
  ssimDrop: number
  /** Change of motion at the joint over the clip's usual; 1 is the same. */
  jerk: number
  /** The least detail near the joint over the clip's usual; 1 is the same. */
  sharpness: number
}

/** What counts as unnoticed. */
export const bars = { ssimDrop: 0.01, jerk: 1.3, sharpness: 0.75 }

/** What steps from frame to frame are usually like, all over the clip. */
export interface Usual {
  ssim: number
  jolt: number
}

const around = 4
const samples = 6

/** Looks at the clip's own motion in a few places. */
export async function usualSteps(clip: GreyClip): Promise<Usual> {
  const likeness: number[] = []
  const jolts: number[] = []
  for (let n = 0; n < samples; n++) {
    const at = Math.floor(((clip.frames - 5) * (n + 0.5)) / samples)
    const frames = await clip.grey(Math.max(0, at), 5)
    for (let k = 1; k < frames.length; k++)
      likeness.push(ssim(frames[k - 1]!, frames[k]!, grey.width, grey.height))
    for (let k = 2; k < frames.length; k++) jolts.push(jolt(frames[k - 2]!, frames[k - 1]!, frames[k]!))
  }
  return { ssim: middle(likeness), jolt: mean(jolts) }
}

/** Makes the frames around the unit's joints as they will be made in full and measures them. */
export async function judgeSeam(clip: GreyClip, plan: LoopPlan, usual: Usual): Promise<SeamFacts> {
  const joints = plan.style === 'boomerang' ? [0, plan.frames / 2] : [0]
  const found = await Promise.all(joints.map((joint) => judgeJoint(clip, plan, usual, joint)))
  return {
    ssimDrop: Math.max(...found.map((each) => each.ssimDrop)),
    jerk: Math.max(...found.map((each) => each.jerk)),
    sharpness: Math.min(...found.map((each) => each.sharpness)),
  }
}

async function judgeJoint(clip: GreyClip, plan: LoopPlan, usual: Usual, joint: number): Promise<SeamFacts> {
  const mixed = plan.style === 'crossfade' ? plan.blend : plan.style === 'boomerang' ? plan.ease : 0
  const turning = plan.style === 'boomerang'
  const before = Math.min(plan.frames, around + (turning ? mixed : 0))
  const make = madeFrames(clip, plan)
  const frames = await make(joint - before, before + around + (turning ? mixed : 0))
  // A blend changes slowly: every other of its frames tells how much detail it leaves.
  const blended = turning ? [] : await every(2, around, mixed, (n) => make(joint + n, 1))
  const likeness: number[] = []
  const jolts: number[] = []
  // A turn must not jerk anywhere while it slows down; other joints are one step.
  const [from, to] = turning ? [2, frames.length] : [before, before + 2]
  for (let k = Math.max(2, from); k < Math.min(to, frames.length); k++)
    jolts.push(jolt(frames[k - 2]!, frames[k - 1]!, frames[k]!))
  for (let k = Math.max(1, before - 1); k <= before + 1 && k < frames.length; k++)
    likeness.push(ssim(frames[k - 1]!, frames[k]!, grey.width, grey.height))
  const detail = await ownDetail(clip, plan)
  const own = await ownSteps(clip, plan)
  const ordinary = Math.max(usual.jolt, own.jolt)
  const dips = [...frames, ...blended].map((frame) => sharpness(frame, grey.width) / detail)
  return {
    ssimDrop: Math.max(0, Math.min(usual.ssim, own.ssim) - Math.min(...likeness)),
    jerk: (Math.max(0, ...jolts) + floor) / (ordinary + floor),
    sharpness: Math.min(1, ...dips),
  }
}

function madeFrames(clip: GreyClip, plan: LoopPlan) {
  const read = readGrey(clip)
  return async (first: number, count: number) => {
    const frames: Uint8Array[] = []
    for await (const frame of unitFrames(plan, read, { ...grey, pixels: 'gray' }, { first, count }))
      frames.push(frame)
    return frames
  }
}

async function every(step: number, from: number, to: number, make: (n: number) => Promise<Uint8Array[]>) {
  const frames: Uint8Array[] = []
  for (let n = from; n < to; n += step) frames.push(...(await make(n)))
  return frames
}

/** A tenth of a level: below it nothing moves. */
const floor = 0.1

/** The detail of the frames that the joint's frames are made of. */
async function ownDetail(clip: GreyClip, plan: LoopPlan): Promise<number> {
  const places =
    plan.style === 'boomerang'
      ? [plan.from, plan.from + plan.count - 1]
      : [plan.from, plan.from + plan.frames - 1]
  const frames = await Promise.all(places.map((at) => clip.grey(Math.min(at, clip.frames - 1), 1)))
  return Math.max(0.01, mean(frames.flat().map((frame) => sharpness(frame, grey.width))))
}

/** The clip's own steps where it is cut: a joint among lively frames may be as lively. */
async function ownSteps(clip: GreyClip, plan: LoopPlan): Promise<Usual> {
  const ends =
    plan.style === 'boomerang' ? [plan.from, plan.from + plan.count] : [plan.from, plan.from + plan.frames]
  const jolts: number[] = []
  const likeness: number[] = []
  for (const end of ends) {
    const frames = await clip.grey(Math.max(0, Math.min(end - 3, clip.frames - 6)), 6)
    for (let k = 1; k < frames.length; k++)
      likeness.push(ssim(frames[k - 1]!, frames[k]!, grey.width, grey.height))
    for (let k = 2; k < frames.length; k++) jolts.push(jolt(frames[k - 2]!, frames[k - 1]!, frames[k]!))
  }
  return { ssim: mean(likeness), jolt: mean(jolts) }
}

export function readGrey(clip: GreyClip) {
  return async function* (from: number, count: number) {
    for (let done = 0; done < count; done += 16) {
      const frames = await clip.grey(from + done, Math.min(16, count - done))
      if (frames.length === 0) return
      yield* frames
    }
  }
}

/** 0–100 for people: 100 cannot be told from the clip's own steps, 50 is at the bars. */
export function scoreOf(facts: SeamFacts): number {
  return Math.round(100 * 0.5 ** cost(facts))
}

/** 0 is perfect, 1 is at the bars. */
export function cost({ ssimDrop, jerk, sharpness }: SeamFacts): number {
  return Math.max(
    ssimDrop / bars.ssimDrop,
    Math.max(0, jerk - 1) / (bars.jerk - 1),
    Math.max(0, 1 - sharpness) / (1 - bars.sharpness),
  )
}

/** Whether nobody notices the joint; a joint that could be full sharp must be. */
export function meetsBars({ ssimDrop, jerk, sharpness }: SeamFacts): boolean {
  return ssimDrop <= bars.ssimDrop && jerk <= bars.jerk && sharpness >= bars.sharpness
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 1
}
