import type { Clip, EditList } from './edit-list.ts'

/** What a viewer, or a platform's copy detector, would go by: the first seconds, the longest stretch in common, the rest. */
const weights = { opening: 0.25, stretch: 0.6, shared: 0.15 }
const openingSeconds = 3
const samples = 24
/** The same footage mirrored or at another speed is still half the same. */
const otherTreatment = 0.5

/** An edit list made ready for comparing. */
export interface Profile {
  stretches: readonly Stretch[]
  byContent: ReadonlyMap<string, readonly number[]>
  /** What is on at even steps through the opening, and the words over it. */
  opening: readonly { stretch: Stretch; source: number }[]
  text?: string
  seconds: number
}

interface Stretch {
  content: string
  /** Seconds in the source, and where it starts in the output. */
  from: number
  to: number
  startsAt: number
  speed: number
  treatment: string
  /** How it begins, and for how long until it has the picture to itself: half of the overlap. */
  join: string
  joinSeconds: number
}

export function profileOf(edits: EditList, clips: readonly Clip[], fps: number): Profile {
  let startsAt = 0
  const stretches = edits.map(({ clip, from, frames, speed, look, join }, n) => {
    // Of an overlap each of the two has half.
    const [before, after] = [(join?.frames ?? 0) / 2, (edits[n + 1]?.join?.frames ?? 0) / 2]
    const stretch = {
      content: clips[clip]?.content ?? '',
      from: ((from + before) / fps) * speed,
      to: ((from + frames - after) / fps) * speed,
      startsAt,
      speed,
      treatment: `${speed}/${look}`,
      join: join ? `${join.kind}/${clips[edits[n - 1]?.clip ?? -1]?.content}` : '',
      joinSeconds: before / fps,
    }
    startsAt += (frames - before - after) / fps
    return stretch
  })
  const opening = Array.from({ length: samples }, (_, n) =>
    shownAt(stretches, ((n + 0.5) / samples) * Math.min(openingSeconds, startsAt)),
  )
  const byContent = Map.groupBy(stretches.keys(), (n) => stretches[n]?.content ?? '')
  return { stretches, byContent, opening, text: edits[0]?.text, seconds: startsAt }
}

/** 0 for the same video, 1 for two with nothing in common. Symmetric. */
export function distance(a: Profile, b: Profile): number {
  const shorter = Math.min(a.seconds, b.seconds)
  const { stretch, shared } = inCommon(a, b)
  return (
    weights.opening * (1 - openingInCommon(a, b)) +
    weights.stretch * (1 - Math.min(1, stretch / shorter)) +
    weights.shared * (1 - Math.min(1, shared / shorter))
  )
}

function inCommon(a: Profile, b: Profile): { stretch: number; shared: number } {
  let longest = 0
  let shared = 0
  a.stretches.forEach((one, i) => {
    for (const j of b.byContent.get(one.content) ?? []) {
      shared += overlap(one, b.stretches[j]) - overlappedUnlike(one, b.stretches[j])
      longest = Math.max(longest, runFrom(a, b, i, j))
    }
  })
  return { stretch: longest, shared }
}

/** Seconds for which both go on showing the same, once both are inside these two stretches. */
function runFrom(a: Profile, b: Profile, i: number, j: number): number {
  let run = 0
  for (let n = 0; ; n++) {
    const [one, other] = [a.stretches[i + n], b.stretches[j + n]]
    if (!one || !other || one.content !== other.content) return run
    if (n > 0 && !near(one.from, other.from)) return run
    run += overlap(one, other) - (n > 0 ? overlappedUnlike(one, other) : 0)
    if (!near(one.to, other.to)) return run
  }
}

function overlap(one: Stretch, other?: Stretch): number {
  if (!other) return 0
  const source = Math.max(0, Math.min(one.to, other.to) - Math.max(one.from, other.from))
  return (
    (source / Math.max(one.speed, other.speed)) * (one.treatment === other.treatment ? 1 : otherTreatment)
  )
}

/** While two stretches begin under different transitions, they are as unlike as under different treatments. */
function overlappedUnlike(one: Stretch, other?: Stretch): number {
  if (!other || one.join === other.join || !near(one.from, other.from)) return 0
  return otherTreatment * Math.min(one.joinSeconds, other.joinSeconds)
}

/** Share of the opening during which both show the same moment of the same clip. */
function openingInCommon(a: Profile, b: Profile): number {
  let same = 0
  for (let n = 0; n < samples; n++) {
    const [one, other] = [a.opening[n], b.opening[n]]
    if (!one || !other || one.stretch.content !== other.stretch.content) continue
    if (Math.abs(one.source - other.source) > 0.25) continue
    same += one.stretch.treatment === other.stretch.treatment && a.text === b.text ? 1 : otherTreatment
  }
  return same / samples
}

function shownAt(stretches: readonly Stretch[], at: number) {
  const stretch = stretches.findLast(({ startsAt }) => startsAt <= at)
  if (!stretch) throw new RangeError('An output without stretches shows nothing.')
  return { stretch, source: stretch.from + (at - stretch.startsAt) * stretch.speed }
}

function near(one: number, other: number): boolean {
  return Math.abs(one - other) < 0.001
}
