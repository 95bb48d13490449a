import { breakEvenly, breakGreedily, type Line, type Measured } from './break-lines.ts'
import { isAddress } from './hold-together.ts'
import { hyphenated } from './hyphenate.ts'
import { partsOf } from './line-parts.ts'
import { readStress, segmentsOf } from './split-text.ts'
import type { Fonts, TextDocument } from './text-document.ts'
import { ascents, descent, emojiWidth } from './text-metrics.ts'

/** A paragraph, and which of its letters are stressed. */
export interface Words {
  text: string
  stressed: boolean[]
}

/** A line of a paragraph: its letters `from`–`to`, as they are shown. */
export interface SetLine {
  words: Words
  text: string
  from: number
  to: number
}

/** A text with its paragraphs, measured once, asked again and again which lines it makes at a size. */
export class Setting {
  readonly #paragraphs: Words[]
  readonly #segments = new Map<string, Measured[]>()
  readonly #widths = new Map<string, number>()
  readonly ascent: number
  readonly inset: { x: number; y: number }

  constructor(
    readonly document: TextDocument,
    readonly fonts: Fonts,
  ) {
    const { text, stressed } = readStress(document.text.trim())
    this.inset = document.inset ?? { x: 0, y: 0 }
    this.ascent = /\p{M}{2}/u.test(text.normalize('NFD')) ? ascents.two : ascents.one
    let at = 0
    this.#paragraphs = text.split('\n').map((raw) => {
      const blank = raw.length - raw.trimStart().length
      const words = { text: raw.slice(blank), stressed: stressed.slice(at + blank, at + raw.length) }
      at += raw.length + 1
      return document.uppercase ? upper(words) : words
    })
  }

  capacity(size: number): number {
    const { box, lineHeight } = this.document
    const room = box.height / size - 2 * this.inset.y
    return Math.floor((room - this.ascent - descent) / lineHeight + 1e-9) + 1
  }

  /** How far the lines' widths are from each other, as a share of the room. */
  unevenness(size: number): number {
    const lines = this.lines(size, false, breakEvenly) ?? []
    const room = this.room(size)
    const widths = lines.map(({ text }) => this.width(text.trimEnd()) / room)
    const mean = widths.reduce((sum, width) => sum + width, 0) / widths.length
    return Math.sqrt(widths.reduce((sum, width) => sum + (width - mean) ** 2, 0) / widths.length)
  }

  /** Of a line, in thousandths of an em. */
  room(size: number): number {
    return Math.floor((this.document.box.width / size - 2 * this.inset.x) * 1000)
  }

  /** The largest size of `from`–`to` at which everything fits, in steps nobody sees; null when none does. */
  largest(to: number, from: number, split: boolean, most = Number.POSITIVE_INFINITY): number | null {
    const fits = (size: number) => {
      const lines = this.lines(size, split, breakGreedily)
      return lines !== null && lines.length <= Math.min(most, this.capacity(size))
    }
    if (fits(to)) return to
    if (!fits(from)) return null
    let [low, high] = [from, to]
    while (high - low > Math.max(0.5, low * 0.01)) {
      const middle = Math.floor(((low + high) / 2) * 4) / 4
      if (middle <= low) break
      if (fits(middle)) low = middle
      else high = middle
    }
    return low
  }

  lines(size: number, split: boolean, how: typeof breakEvenly, force = false): SetLine[] | null {
    const room = this.room(size)
    const all: SetLine[] = []
    for (const [n, words] of this.#paragraphs.entries()) {
      const measured = this.#measured(words, n, split ? room : null)
      // One character may be wider than the box: the last resort lets it, and `place` shrinks it.
      const wide = force ? Math.max(room, ...measured.map(({ widthAtEnd }) => widthAtEnd)) : room
      const broken: Line[] | null = measured.length === 0 ? [] : how(measured, wide)
      if (broken === null) return null
      if (measured.length === 0) all.push({ words, text: '', from: 0, to: 0 })
      for (const { first, end } of broken) {
        const [from, last] = [measured[first]?.from ?? 0, measured[end - 1] as Measured]
        all.push({
          words,
          text: words.text.slice(from, last.to) + (last.hyphen ? '-' : ''),
          from,
          to: last.to,
        })
      }
    }
    return all
  }

  #measured(words: Words, place: number, room: number | null): Measured[] {
    const key = `${place}/${room === null ? '' : 'split'}`
    const known =
      this.#segments.get(`${place}/`) ??
      segmentsOf(words.text).map((segment) => this.#measure(words, segment))
    this.#segments.set(`${place}/`, known)
    if (room === null || known.every(({ widthAtEnd }) => widthAtEnd <= room)) return known
    const parts =
      this.#segments.get(key) ??
      known
        .map((segment) => hyphenated(words.text, segment).map((part) => this.#measure(words, part)))
        .flatMap((list, n) => list.map((part) => ({ ...part, of: n })))
    this.#segments.set(key, parts)
    return (parts as (Measured & { of: number })[]).reduce<Measured[]>((list, part) => {
      const whole = known[part.of] as Measured
      if (whole.widthAtEnd > room) list.push(part)
      else if (list.at(-1) !== whole) list.push(whole)
      return list
    }, [])
  }

  #measure(
    words: Words,
    { from, to, hyphen = false }: { from: number; to: number; hyphen?: boolean },
  ): Measured {
    const text = words.text.slice(from, to)
    const width = this.width(text)
    const widthAtEnd = this.width(text.trimEnd() + (hyphen ? '-' : ''))
    return { from, to, width, widthAtEnd, hyphen, strain: strainAfter(text) }
  }

  /** In thousandths of an em. */
  width(text: string): number {
    const known = this.#widths.get(text)
    if (known !== undefined) return known
    const width = partsOf(text, []).reduce(
      (sum, part) => sum + (part.emoji ? emojiWidth : this.fonts.width(part.text, this.document.font)),
      0,
    )
    this.#widths.set(text, width)
    return width
  }
}

/** Words that lead to the next one: a line that ends with one leaves the reader hanging. */
const leading =
  /(?<!\p{L})(?:di|ke|dari|dan|atau|yang|yg|untuk|utk|dengan|dgn|pada|para|si|tak|tidak|bukan|jangan|hanya|cuma|a|an|the|of|to|in|on|for|and|or|with)\s*$/iu

function strainAfter(text: string): number {
  if (/[.,:;!?…]["”’)]?\s*$/u.test(text)) return -0.03
  return leading.test(text) ? 0.04 : 0
}

/** Capitals may be more letters than they were: stress is carried along. Addresses stay as they are written. */
function upper({ text, stressed }: Words): Words {
  let [raised, stress, at] = ['', [] as boolean[], 0]
  for (const word of text.split(/(?<=\s)/)) {
    const address = isAddress(word.trim())
    for (const letter of word) {
      const capital = address ? letter : letter.toLocaleUpperCase('id')
      raised += capital
      for (let n = 0; n < capital.length; n++) stress.push(stressed[at] ?? false)
      at += letter.length
    }
  }
  return { text: raised, stressed: stress }
}
