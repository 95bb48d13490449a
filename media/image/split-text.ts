import LineBreaker from 'linebreak'

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
const units =
  /^(kg|gr?|mg|ml|l|cm|mm|km|m²?|rb|ribu|jt|juta|miliar|pcs|buah|menit|jam|hari|bulan|tahun|detik|orang|x|gb|mb|%|°c?)(?![\p{L}\p{N}])/iu

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
 * Where a line may end: UAX 14, less the places Indonesian and good manners forbid: inside `kata-kata` and after `se-` and `non-`, between
 * `Rp` and its number, between a number and its unit, and inside anything that is one character to a reader.
 */
export function segmentsOf(paragraph: string): Segment[] {
  const clusters = new Set<number>()
  for (const { index } of graphemes.segment(paragraph)) clusters.add(index)
  clusters.add(paragraph.length)
  const breaker = new LineBreaker(paragraph)
  const segments: Segment[] = []
  let from = 0
  for (let found = breaker.nextBreak(); found; found = breaker.nextBreak()) {
    const to = found.position
    if (to < paragraph.length && (!clusters.has(to) || held(paragraph, to))) continue
    if (to > from) segments.push({ from, to })
    from = to
  }
  if (from < paragraph.length) segments.push({ from, to: paragraph.length })
  return segments
}

function held(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 24), at)
  const after = text.slice(at, at + 24)
  if (/\p{L}[-‐]$/u.test(before) && /^\p{L}/u.test(after)) return true
  if (/\bRp\.?\s*$/i.test(before) && /^\d/.test(after)) return true
  return /\d\s*$/.test(before) && units.test(after)
}

/** Parts of a word that is longer than a line: by syllable where it is a word, anywhere between characters where it is not. */
export function hyphenated(text: string, { from, to }: Segment): (Segment & { hyphen: boolean })[] {
  const places: { at: number; hyphen: boolean }[] = []
  for (const { index } of graphemes.segment(text.slice(from, to))) {
    const at = from + index
    const [before, after] = [text.slice(from, at), text.slice(at, to)]
    if (index === 0) continue
    const word = /[\p{Script=Latin}]{2}$/u.test(before) && /^[\p{Script=Latin}]{2}/u.test(after)
    if (!word) places.push({ at, hyphen: false })
    else if (/[aeiou]$/i.test(before) && /^([^aeiou\s]|ng|ny)[aeiou]/i.test(after))
      places.push({ at, hyphen: true })
    else if (/[aeiou][^aeiou]$/i.test(before) && /^[^aeiou]/i.test(after)) places.push({ at, hyphen: true })
  }
  const ends = [...places, { at: to, hyphen: false }]
  return ends.map(({ at, hyphen }, n) => ({ from: ends[n - 1]?.at ?? from, to: at, hyphen }))
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
