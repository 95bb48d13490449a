import LineBreaker from 'linebreak'
import { holdsTogether } from './hold-together.ts'

/** A stretch of a paragraph that stays on one line. */
export interface Segment {
  from: number
  to: number
}

export interface Rich {
  text: string
  /** Whether the letter at each place stands between two asterisks. */
  stressed: boolean[]
}

const graphemes = new Intl.Segmenter('id', { granularity: 'grapheme' })
const thaiWords = new Intl.Segmenter('th', { granularity: 'word' })

/** Takes `*stress*` out of the text and remembers where it was; a lone asterisk stays. Characters nobody can see go too. */
export function readStress(source: string): Rich {
  const clean = source
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
  let text = ''
  const stressed: boolean[] = []
  let at = 0
  for (const found of clean.matchAll(/\*(?=\S)([^*\n]*[^*\s])\*/gu)) {
    add(clean.slice(at, found.index), false)
    add(found[1] ?? '', true)
    at = found.index + found[0].length
  }
  add(clean.slice(at), false)
  return { text, stressed }

  function add(part: string, stress: boolean) {
    text += part
    for (let n = 0; n < part.length; n++) stressed.push(stress)
  }
}

/**
 * Where a line may end: UAX 14, less the places that `holdsTogether` names, and never inside what is one character to a reader. Thai has no
 * blanks: its words are told by a dictionary that browsers and the server share. Lao's and Khmer's differ between them, so those break like
 * a word that is too long.
 */
export function segmentsOf(paragraph: string): Segment[] {
  const clusters = new Set<number>()
  for (const { index } of graphemes.segment(paragraph)) clusters.add(index)
  const places = new Set(thaiBreaks(paragraph))
  const breaker = new LineBreaker(paragraph)
  for (let found = breaker.nextBreak(); found; found = breaker.nextBreak()) places.add(found.position)
  const segments: Segment[] = []
  let from = 0
  for (const to of [...places].sort((a, b) => a - b)) {
    if (to >= paragraph.length || !clusters.has(to) || holdsTogether(paragraph, to)) continue
    if (to > from) segments.push({ from, to })
    from = to
  }
  if (from < paragraph.length) segments.push({ from, to: paragraph.length })
  return segments
}

/** Marks that repeat or shorten a word stay with it. */
function thaiBreaks(paragraph: string): number[] {
  return [...paragraph.matchAll(/[\u0e01-\u0e5b]{2,}/g)].flatMap(({ 0: run, index: start }) =>
    [...thaiWords.segment(run)]
      .filter(({ index, segment }) => index > 0 && !/^[\u0e2f\u0e46]/.test(segment))
      .map(({ index }) => start + index),
  )
}

export function clustersOf(text: string): string[] {
  return [...graphemes.segment(text)].map(({ segment }) => segment)
}

const picture =
  /^(\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|\p{Extended_Pictographic}(\u200D|\p{Emoji_Modifier}))/u

/** Whether a character is drawn as a coloured picture. */
export function isEmoji(cluster: string): boolean {
  return picture.test(cluster)
}

/** What the picture of an emoji may be called: with and without the sign that asks for colour. */
export function emojiNames(cluster: string): string[] {
  const points = [...cluster].map((letter) => (letter.codePointAt(0) ?? 0).toString(16))
  const plain = points.filter((point) => point !== 'fe0f')
  return [...new Set([points.join('-'), plain.join('-'), plain[0] ?? ''])]
}
