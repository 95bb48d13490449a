import type { EditList } from './edit-list.ts'

/** A stretch of one clip under one treatment that is made once, however many outputs show it. */
export interface Piece {
  clip: number
  speed: number
  look: number
  from: number
  frames: number
}

export interface PiecePlan {
  /** Pictures, in the order the outputs need them. */
  pictures: Piece[]
  /** Sounds; where stretches of a clip meet or overlap, one sound serves them all. */
  sounds: Piece[]
  /** For each edit list: its pictures in order, and for each edit its sound. */
  outputs: { pictures: Piece[]; sounds: { piece: Piece; from: number; frames: number }[] }[]
}

/** Longer pictures are made in parts, so that all cores help and a cancelled run keeps what was made. */
const longestSeconds = 12

/**
 * What must be made for these outputs, nothing twice: wherever any output cuts into a clip, its picture is divided, and every output
 * takes the parts it shows.
 */
export function planPieces(batch: readonly EditList[], fps: number): PiecePlan {
  const pictures = tracksOf(batch, true, (stretches) => divide(stretches, longestSeconds * fps))
  const sounds = tracksOf(batch, false, merge)
  const outputs = batch.map((edits) => ({
    pictures: edits.flatMap((edit) =>
      (pictures.get(trackOf(edit, true)) ?? []).filter((piece) => inside(piece, edit)),
    ),
    sounds: edits.map((edit) => {
      const piece = sounds.get(trackOf(edit, false))?.find((sound) => inside(edit, sound))
      if (!piece) throw new RangeError('A stretch has no sound planned for it.')
      return { piece, from: edit.from - piece.from, frames: edit.frames }
    }),
  }))
  return {
    pictures: [...new Set(outputs.flatMap((output) => output.pictures))],
    sounds: [...new Set(outputs.flatMap((output) => output.sounds.map(({ piece }) => piece)))],
    outputs,
  }
}

interface Span {
  from: number
  frames: number
}

function tracksOf(batch: readonly EditList[], byLook: boolean, arrange: (stretches: Span[]) => Span[]) {
  const tracks = Map.groupBy(batch.flat(), (edit) => trackOf(edit, byLook))
  return new Map(
    [...tracks].map(([track, edits]) => {
      const [one] = edits
      const shared = { clip: one?.clip ?? 0, speed: one?.speed ?? 1, look: byLook ? (one?.look ?? 0) : 0 }
      return [track, arrange(edits).map((span): Piece => ({ ...shared, ...span }))]
    }),
  )
}

function trackOf({ clip, speed, look }: Omit<Piece, 'from' | 'frames'>, byLook: boolean): string {
  return `${clip}/${speed}/${byLook ? look : 0}`
}

function inside(inner: Span, outer: Span): boolean {
  return inner.from >= outer.from && endOf(inner) <= endOf(outer)
}

function endOf({ from, frames }: Span): number {
  return from + frames
}

/** Joins stretches that touch or overlap. */
function merge(stretches: readonly Span[]): Span[] {
  const merged: Span[] = []
  for (const { from, frames } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && from <= endOf(last)) last.frames = Math.max(endOf(last), from + frames) - last.from
    else merged.push({ from, frames })
  }
  return merged
}

/** Cuts what any stretch covers at every border of every stretch, and what is still too long into equal parts. */
function divide(stretches: readonly Span[], longest: number): Span[] {
  const borders = [...new Set(stretches.flatMap((span) => [span.from, endOf(span)]))].sort((a, b) => a - b)
  return merge(stretches).flatMap((run) => {
    const within = borders.filter((border) => border >= run.from && border <= endOf(run))
    return within.slice(1).flatMap((end, n) => parts(within[n] ?? end, end, longest))
  })
}

function parts(from: number, end: number, longest: number): Span[] {
  const count = Math.ceil((end - from) / longest)
  const place = (n: number) => from + Math.round(((end - from) * n) / count)
  return Array.from({ length: count }, (_, n) => ({ from: place(n), frames: place(n + 1) - place(n) }))
}
