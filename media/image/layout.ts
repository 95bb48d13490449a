import { breakEvenly, breakGreedily, type Line, type Measured, spanOf } from './break-lines.ts'
import type { Family } from './families.ts'
import { isAddress } from './hold-together.ts'
import { hyphenated } from './hyphenate.ts'
import { clustersOf, isEmoji, readStress, segmentsOf } from './split-text.ts'

/** Pixels of the slide throughout. */
export interface TextDocument {
  text: string
  box: { x: number; y: number; width: number; height: number }
  font: { family: Family; weight: number }
  /** The size wished for, or the largest that fits. Either shrinks to fit, down to `floor`. */
  size: number | 'auto-fit'
  floor: number
  /** The largest `auto-fit` may choose. */
  most: number
  lineHeight: number
  align: 'left' | 'centre' | 'right'
  /** Which edge of the box the text rests on. */
  rest: 'top' | 'middle' | 'bottom'
  uppercase: boolean
  /** Kept free inside the box at every side, in ems: for what is drawn behind the letters. */
  inset?: { x: number; y: number }
  /** Lines align with each other, and the block they make stands in the middle of the box. */
  hug?: boolean
}

export interface Fonts {
  /** Thousandths of an em: the same whole number wherever the same font files are measured. */
  width(text: string, font: TextDocument['font']): number
}

export interface Run {
  text: string
  x: number
  width: number
  stressed: boolean
  /** Drawn as a picture, one em wide. */
  emoji: boolean
}

export interface TextLine {
  text: string
  x: number
  baseline: number
  width: number
  direction: 'ltr' | 'rtl'
  runs: Run[]
}

export interface TextLayout {
  size: number
  lines: TextLine[]
  /** What the text covers, accents and descenders included. */
  bounds: TextDocument['box']
  /** The end was cut off: at the smallest readable size it still did not fit. */
  truncated: boolean
}

/** Room below the base line, in ems: enough for the deepest tail of every bundled face, Arabic included. */
const descent = 0.4
/** Room above it: for one accent on a capital, and for two, as Vietnamese has them. */
const ascents = { one: 1.1, two: 1.32 }
const emojiWidth = 1160

/** Of the largest size that fits: how much of it is given up for a shape with fewer lines. */
const givenUp = 0.16

/** Sets a text into its box. Pure: the same document and font files give the same runs in the browser and on the server. */
export function layout(document: TextDocument, fonts: Fonts): TextLayout {
  const setting = new Setting(document, fonts)
  const { floor, box, size } = document
  const tallest = box.height / (setting.ascent + descent + 2 * setting.inset.y)
  const top = Math.max(floor, size === 'auto-fit' ? Math.min(document.most, tallest) : size)
  // Hyphens come last: first smaller letters, as long as they stay comfortable to read.
  const comfortable = Math.min(top, floor * 1.5)
  const largest = setting.largest(top, comfortable, false)
  const whole = largest !== null && size === 'auto-fit' ? inFewerLines(setting, largest, floor) : largest
  const fit = whole ?? setting.largest(comfortable, floor, true)
  const chosen = fit ?? floor
  const lines = setting.lines(chosen, whole === null, breakEvenly, fit === null) ?? []
  const room = Math.max(1, setting.capacity(chosen))
  return setting.place(chosen, lines.slice(0, room), lines.length > room)
}

/** Letters a little smaller may stand in fewer lines that are no less even; a person's own lines are kept whole that way. */
function inFewerLines(setting: Setting, largest: number, floor: number): number {
  const least = Math.max(floor, largest * (1 - givenUp))
  let best = largest
  for (let size: number | null = largest; size !== null; ) {
    const lines: number = setting.lines(size, false, breakGreedily)?.length ?? 1
    size = lines > 1 ? setting.largest(size, least, false, lines - 1) : null
    if (size !== null && setting.unevenness(size) <= setting.unevenness(best) + 0.02) best = size
  }
  return best
}

interface Words {
  text: string
  stressed: boolean[]
}

class Setting {
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
    const room = this.#room(size)
    const widths = lines.map(({ text }) => this.#width(text.trimEnd()) / room)
    const mean = widths.reduce((sum, width) => sum + width, 0) / widths.length
    return Math.sqrt(widths.reduce((sum, width) => sum + (width - mean) ** 2, 0) / widths.length)
  }

  /** Of a line, in thousandths of an em. */
  #room(size: number): number {
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

  lines(
    size: number,
    split: boolean,
    how: typeof breakEvenly,
    force = false,
  ): { words: Words; text: string; from: number; to: number }[] | null {
    const room = this.#room(size)
    const all: { words: Words; text: string; from: number; to: number }[] = []
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
    const width = this.#width(text)
    const widthAtEnd = this.#width(text.trimEnd() + (hyphen ? '-' : ''))
    return { from, to, width, widthAtEnd, hyphen, strain: strainAfter(text) }
  }

  #width(text: string): number {
    const known = this.#widths.get(text)
    if (known !== undefined) return known
    const width = partsOf(text, []).reduce(
      (sum, part) => sum + (part.emoji ? emojiWidth : this.fonts.width(part.text, this.document.font)),
      0,
    )
    this.#widths.set(text, width)
    return width
  }

  place(size: number, lines: { words: Words; text: string; from: number }[], truncated: boolean): TextLayout {
    const { box, align, rest, lineHeight } = this.document
    const set = lines.map(({ words, text, from }, n) => {
      const cut = truncated && n === lines.length - 1 ? this.#shortened(text, size) : text.trimEnd()
      const parts = partsOf(cut, words.stressed.slice(from))
      const widths = parts.map((part) => (part.emoji ? emojiWidth : this.#width(part.text)))
      return {
        text: cut,
        parts,
        widths,
        width: widths.reduce((sum, width) => sum + width, 0),
        rtl: isRtl(words.text),
      }
    })
    // Joined words may kern a hair wider than they measured one by one.
    const widest = Math.max(1, ...set.map(({ width }) => width))
    const real = Math.min(size, (box.width * 1000) / (widest + 2000 * this.inset.x))
    const [beside, above] = [this.inset.x * real, this.inset.y * real]
    const height = (this.ascent + descent + (set.length - 1) * lineHeight) * real
    const slack = box.height - height - 2 * above
    const y = box.y + above + (rest === 'top' ? 0 : rest === 'middle' ? slack / 2 : slack)
    const placed = set.map(({ text, parts, widths, width: ems, rtl }, n): TextLine => {
      const width = (ems * real) / 1000
      const side = align === 'left' && rtl ? 'right' : align
      const x =
        box.x +
        (side === 'left' ? beside : side === 'centre' ? (box.width - width) / 2 : box.width - width - beside)
      let at = rtl ? x + width : x
      const runs = parts.map((part, m): Run => {
        const wide = ((widths[m] ?? 0) * real) / 1000
        if (rtl) at -= wide
        const run = { ...part, x: at, width: wide }
        if (!rtl) at += wide
        return run
      })
      const baseline = y + (this.ascent + n * lineHeight) * real
      return { text, x, baseline, width, direction: rtl ? 'rtl' : 'ltr', runs }
    })
    const left = Math.min(...placed.map(({ x }) => x))
    const right = Math.max(...placed.map(({ x, width }) => x + width))
    const shift = this.document.hug ? box.x + box.width / 2 - (left + right) / 2 : 0
    for (const line of placed) for (const each of [line, ...line.runs]) each.x += shift
    const bounds = { x: left + shift, y, width: right - left, height }
    return { size: real, lines: placed, bounds, truncated }
  }

  #shortened(text: string, size: number): string {
    const room = this.#room(size)
    const clusters = clustersOf(text.trimEnd())
    while (clusters.length > 0 && this.#width(`${clusters.join('').trimEnd()}…`) > room) clusters.pop()
    return `${clusters.join('').trimEnd()}…`
  }
}

/** How uneven lines are: the standard deviation of their widths as a share of the room. */
export function raggedness(segments: readonly Measured[], lines: readonly Line[], room: number): number {
  const widths = lines.map(({ first, end }) => spanOf(segments, first, end) / room)
  const mean = widths.reduce((sum, width) => sum + width, 0) / widths.length
  return Math.sqrt(widths.reduce((sum, width) => sum + (width - mean) ** 2, 0) / widths.length)
}

function partsOf(text: string, stressed: readonly boolean[]): Omit<Run, 'x' | 'width'>[] {
  const parts: Omit<Run, 'x' | 'width'>[] = []
  let at = 0
  for (const cluster of clustersOf(text)) {
    const [emoji, stress] = [isEmoji(cluster), stressed[at] ?? false]
    const last = parts.at(-1)
    if (last && !emoji && !last.emoji && last.stressed === stress) last.text += cluster
    else parts.push({ text: cluster, stressed: stress, emoji })
    at += cluster.length
  }
  return parts
}

/** Words that lead to the next one: a line that ends with one leaves the reader hanging. */
const leading =
  /(?<!\p{L})(?:di|ke|dari|dan|atau|yang|yg|untuk|utk|dengan|dgn|pada|para|si|tak|tidak|bukan|jangan|hanya|cuma|a|an|the|of|to|in|on|for|and|or|with)\s*$/iu

function strainAfter(text: string): number {
  if (/[.,:;!?…]["”’)]?\s*$/u.test(text)) return -0.03
  return leading.test(text) ? 0.04 : 0
}

/** A paragraph runs the way its first letter does. */
function isRtl(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0] ?? ''
  return /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(first)
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
