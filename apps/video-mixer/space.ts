import { type Clip, type JoinKind, joinKinds } from './edit-list.ts'
import type { MixInput } from './input.ts'
import { looks } from './looks.ts'
import { shareLength } from './share-length.ts'

/** Everything a batch may vary in, worked out once from the input and the clips' lengths. */
export interface Space {
  clips: readonly Clip[]
  fps: number
  /** One clip of each group goes into every output. With groups off each clip is a group of its own. */
  groups: readonly (readonly number[])[]
  /** `kept`: as listed, with the start moved to the front. `free`: any order, with the start in front. */
  order: 'kept' | 'free'
  /** `each` takes turns; a number is the clip every output starts with. */
  start: 'any' | 'each' | number
  speeds: readonly number[]
  /** How many looks there are to draw from; 1 when looks are off. */
  looks: number
  /** Most frames a clip may give, or all it has. */
  window: { kind: 'whole' } | { kind: 'random'; frames: number; step: number }
  length: MixInput['length']
  /** How one clip takes over from another and for how many frames; null where it is cut. */
  join: { kinds: readonly JoinKind[]; frames: number } | null
  /** Each once; nothing where outputs carry no words. */
  texts: readonly string[]
  /** Indexes into `clips`, each content once. */
  cards: readonly number[]
}

/** In-points lie on half seconds: closer ones would not be told apart. */
const inPointSeconds = 0.5
const speedStep = 0.05

export function spaceOf(input: MixInput, clips: readonly Clip[]): Space {
  const { mix, format, length } = input
  const pinned = typeof mix.start === 'object' ? mix.start.assetId : null
  const start = pinned === null ? mix.start : clips.findIndex(({ assetId }) => assetId === pinned)
  const steps = Math.floor((mix.speed.max - mix.speed.min) / speedStep + 1e-6)
  const groups = groupsOf(mix.groups, clips, start as Space['start'])
  const { kind, seconds } = mix.transition
  return {
    clips,
    fps: format.fps,
    groups,
    order: mix.groups === 'sequence' || (mix.groups === 'off' && mix.order === 'fixed') ? 'kept' : 'free',
    start: start as Space['start'],
    speeds: Array.from(
      { length: steps + 1 },
      (_, n) => Math.round((mix.speed.min + n * speedStep) * 1000) / 1000,
    ),
    looks: mix.look ? looks.length : 1,
    window:
      mix.window.kind === 'whole'
        ? mix.window
        : {
            kind: 'random',
            frames: toFrames(mix.window.clipSeconds, format.fps),
            step: Math.round(inPointSeconds * format.fps),
          },
    length,
    join:
      kind === 'cut' || groups.length < 2
        ? null
        : { kinds: kind === 'random' ? joinKinds : [kind], frames: toFrames(seconds, format.fps) },
    texts: [...new Set(input.texts)],
    cards: withoutCopies(
      [...clips.keys()].filter((n) => clips[n]?.card),
      clips,
    ),
  }
}

/** Frames that overlaps take off an output. */
export function overlapped({ join, groups }: Space): number {
  return join ? join.frames * (groups.length - 1) : 0
}

/** Fewest frames a clip must give: enough to be taken over from at both ends. */
export function fewest({ join }: Space): number {
  return join ? 2 * join.frames : 1
}

/** Frames the end card adds: all it has. */
export function cardFrames(space: Space, card: number): number {
  return lengthAt(space, card, 1)
}

/** Frames a clip has to give at the fastest speed that may be drawn. */
export function available(space: Space, clip: number): number {
  const fastest = Math.max(...space.speeds)
  const whole = lengthAt(space, clip, fastest)
  return space.window.kind === 'random' ? Math.min(whole, space.window.frames) : whole
}

/** Frames the whole clip lasts when played at `speed`; a clip of one frame still lasts one. */
function lengthAt({ clips, fps }: Space, clip: number, speed: number): number {
  return toFrames((clips[clip]?.seconds ?? 0) / speed, fps)
}

/**
 * Frames each of these clips gives to an output that begins and ends with `first` and `last`; null where each gives what it has.
 * A fixed length is shared by what the clips have at the fastest speed, so that it does not depend on the speeds drawn.
 */
export function takes(
  space: Space,
  clips: readonly number[],
  { first, last }: { first: number; last: number },
): ReadonlyMap<number, number> | null {
  if (space.length.kind === 'natural') return null
  // Shared in the order of the input, so that who gets a frame left over does not depend on who plays first.
  const listed = clips.toSorted((a, b) => a - b)
  const ends = { first: listed.indexOf(first), last: listed.indexOf(last) }
  const frames = listed.map((clip) => available(space, clip))
  const total = toFrames(space.length.seconds, space.fps) + overlapped(space)
  const parts = shareLength(total, frames, space.length.share, ends, fewest(space))
  return new Map(listed.map((clip, n) => [clip, parts[n] ?? 1]))
}

/** How many places a stretch of `take` frames may begin in a clip. Without `take` it is as long as the window allows. */
export function inPoints(
  space: Space,
  clip: number,
  speed: number,
  take?: number,
): { count: number; frames: number } {
  const whole = lengthAt(space, clip, speed)
  if (space.window.kind === 'whole') return { count: 1, frames: take ?? whole }
  const frames = take ?? Math.min(whole, space.window.frames)
  return { count: Math.floor((whole - frames) / space.window.step) + 1, frames }
}

export function toFrames(seconds: number, fps: number): number {
  return Math.max(1, Math.round(seconds * fps))
}

function groupsOf(
  groups: MixInput['mix']['groups'],
  clips: readonly Clip[],
  start: Space['start'],
): number[][] {
  const mixed = [...clips.keys()].filter((n) => !clips[n]?.card)
  if (groups === 'off') return mixed.map((n) => [n])
  const named = Map.groupBy(mixed, (n) => clips[n]?.group)
  return [...named.values()].map((members) =>
    typeof start === 'number' && members.includes(start) ? [start] : withoutCopies(members, clips),
  )
}

/** Within a group, two uploads of the same file are one choice. */
function withoutCopies(members: readonly number[], clips: readonly Clip[]): number[] {
  return members.filter((n, at) => members.findIndex((m) => clips[m]?.content === clips[n]?.content) === at)
}
