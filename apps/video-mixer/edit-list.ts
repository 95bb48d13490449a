import { looks } from './looks.ts'

/** One stretch of one clip, as the output plays it. Times are whole frames of the output, so nothing is ever rounded twice. */
export interface Edit {
  /** Index into the input's `clips`. */
  clip: number
  /** Where the stretch begins in the clip, played at `speed`. */
  from: number
  frames: number
  speed: number
  /** Index into `looks`; 0 leaves the picture as it is. */
  look: number
  /** How it takes over from the edit before it; without one it is cut. */
  join?: Join
  /** Words over the picture from here on, for as long as words are shown. */
  text?: string
  /** The end card: shown whole, as it is. */
  card?: true
}

export const joinKinds = ['fade', 'slide', 'zoom', 'wipe'] as const
export type JoinKind = (typeof joinKinds)[number]

/** Both edits are on for these frames: the last of the one before and the first of this one. */
export interface Join {
  kind: JoinKind
  frames: number
}

/** One output: its stretches in order. */
export type EditList = readonly Edit[]

/** What is needed to know about a clip, or an end card, before it is opened. */
export interface Clip {
  assetId: string
  /** Equal for clips that hold the same bytes: swapping those makes no other video. */
  content: string
  seconds: number
  group?: string
  hasText: boolean
  /** It only ever comes last, as a card. */
  card?: true
}

/** An overlap is played once. */
export function framesOf(edits: EditList): number {
  return edits.reduce((sum, { frames, join }) => sum + frames - (join?.frames ?? 0), 0)
}

/** Equal exactly for edit lists that make the same video. */
export function identityOf(edits: EditList, clips: readonly Clip[]): string {
  return edits
    .map(({ clip, from, frames, speed, look, join, text }) =>
      [clips[clip]?.content, from, frames, speed, look, join?.kind, join?.frames, text].join(':'),
    )
    .join('|')
}

/** How a person would read the recipe: seconds, and the clip by asset. */
export function describeEdits(edits: EditList, clips: readonly Clip[], fps: number) {
  return edits.map(({ clip, from, frames, speed, look, join, text, card }) => ({
    assetId: clips[clip]?.assetId,
    from: seconds((from / fps) * speed),
    to: seconds(((from + frames) / fps) * speed),
    speed,
    ...(look > 0 && { look: looks[look] }),
    ...(join && { transition: { kind: join.kind, seconds: seconds(join.frames / fps) } }),
    ...(text !== undefined && { text }),
    ...(card && { endCard: true }),
  }))
}

function seconds(value: number): number {
  return Math.round(value * 1000) / 1000
}
