import type { Edit, EditList, JoinKind } from './edit-list.ts'

/** A stretch of one clip under one treatment that is made once, however many outputs show it. */
export interface Piece {
  clip: number
  speed: number
  look: number
  from: number
  frames: number
  /** Words over it. */
  text?: string
}

/** Where one stretch takes over from another: made once for each two that meet so. */
export interface Overlap {
  kind: JoinKind
  before: Piece
  after: Piece
  frames: number
  text?: string
}

export type Picture = Piece | Overlap

export interface PiecePlan {
  /** Pictures, in the order the outputs need them. */
  pictures: Picture[]
  /** Sounds; where stretches of a clip meet or overlap, one sound serves them all. */
  sounds: Piece[]
  /** For each edit list: its pictures in order, and for each edit its sound. */
  outputs: { pictures: Picture[]; sounds: SoundCut[] }[]
}

/** A part of a piece's sound; for `join` frames it is crossfaded with the one before. */
export interface SoundCut {
  piece: Piece
  from: number
  frames: number
  join: number
}

/** Longer pictures are made in parts, so that all cores help and a cancelled run keeps what was made. */
const longestSeconds = 12

/** Words stay so long, and to the end of a transition they would leave in. */
export const textSeconds = 3

/**
 * What must be made for these outputs, nothing twice: wherever any output cuts into a clip, its picture is divided, and every output
 * takes the parts it shows. Only what is under words or in two clips at once is made for its own sake. Clips that are copied as they are
 * need no dividing.
 */
export function planPieces(
  batch: readonly EditList[],
  fps: number,
  copied: ReadonlySet<number> = new Set(),
): PiecePlan {
  const shown = batch.map((edits) => spansOf(edits, fps))
  const plain = shown.flat().filter((picture): picture is Piece => !('kind' in picture))
  const pictures = tracksOf(plain, (stretches, { clip }) =>
    divide(stretches, copied.has(clip) ? Number.POSITIVE_INFINITY : longestSeconds * fps),
  )
  const sounds = tracksOf(batch.flat().map(heard), merge)
  const overlaps = new Map<string, Overlap>()
  const outputs = batch.map((edits, n) => ({
    pictures: (shown[n] ?? []).flatMap((span): Picture[] =>
      'kind' in span
        ? [one(overlaps, span)]
        : (pictures.get(trackOf(span)) ?? []).filter((piece) => inside(piece, span)),
    ),
    sounds: edits.map((edit) => {
      const piece = sounds.get(trackOf(heard(edit)))?.find((sound) => inside(edit, sound))
      if (!piece) throw new RangeError('A stretch has no sound planned for it.')
      return { piece, from: edit.from - piece.from, frames: edit.frames, join: edit.join?.frames ?? 0 }
    }),
  }))
  return {
    pictures: [...new Set(outputs.flatMap((output) => output.pictures))],
    sounds: [...new Set(outputs.flatMap((output) => output.sounds.map(({ piece }) => piece)))],
    outputs,
  }
}

/** What an output shows, one after the other: each edit without its overlaps, and the overlaps. */
function spansOf(edits: EditList, fps: number): Picture[] {
  const spans: Picture[] = []
  let worded = edits[0]?.text === undefined ? 0 : textSeconds * fps
  const text = () => (worded > 0 ? edits[0]?.text : undefined)
  for (const [n, edit] of edits.entries()) {
    const [before, opening, closing] = [edits[n - 1], edit.join?.frames ?? 0, edits[n + 1]?.join?.frames ?? 0]
    if (edit.card) worded = 0
    if (edit.join && before) {
      const end = part(before, before.frames - opening, opening)
      spans.push({ ...edit.join, before: end, after: part(edit, 0, opening), text: text() })
      worded -= opening
    }
    const body = edit.frames - opening - closing
    const first = Math.max(0, Math.min(worded, body))
    if (first > 0) spans.push({ ...part(edit, opening, first), text: text() })
    worded -= first
    if (body > first) spans.push(part(edit, opening + first, body - first))
  }
  return spans
}

function part({ clip, speed, look, from }: Edit, skip: number, frames: number): Piece {
  return { clip, speed, look, from: from + skip, frames }
}

/** Neither look nor words are heard. */
function heard({ clip, speed, from, frames }: Edit): Piece {
  return { clip, speed, look: 0, from, frames }
}

function one(known: Map<string, Overlap>, overlap: Overlap): Overlap {
  const { kind, before, after, text } = overlap
  const key = JSON.stringify([kind, trackOf(before), before.from, trackOf(after), after.from, text])
  const found = known.get(key) ?? overlap
  known.set(key, found)
  return found
}

interface Span {
  from: number
  frames: number
}

function tracksOf(
  pieces: readonly Piece[],
  arrange: (stretches: readonly Span[], track: Piece) => Span[],
): Map<string, Piece[]> {
  const tracks = new Map<string, Piece[]>()
  for (const [name, stretches] of Map.groupBy(pieces, trackOf)) {
    const [one] = stretches
    if (one)
      tracks.set(
        name,
        arrange(stretches, one).map(({ from, frames }) => ({ ...one, from, frames })),
      )
  }
  return tracks
}

function trackOf({ clip, speed, look, text }: Omit<Piece, 'from' | 'frames'>): string {
  return `${clip}/${speed}/${look}/${text ?? ''}`
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
  const count = Math.max(1, Math.ceil((end - from) / longest))
  const place = (n: number) => from + Math.round(((end - from) * n) / count)
  return Array.from({ length: count }, (_, n) => ({ from: place(n), frames: place(n + 1) - place(n) }))
}
