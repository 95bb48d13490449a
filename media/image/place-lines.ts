import { partsOf } from './line-parts.ts'
import type { SetLine, Setting } from './setting.ts'
import { clustersOf } from './split-text.ts'
import type { Run, TextLayout, TextLine } from './text-document.ts'
import { descent, emojiWidth } from './text-metrics.ts'

/** Says where each line and each of its parts stands. What is too wide is made smaller; `truncated` ends the last line with an ellipsis. */
export function placeLines(
  setting: Setting,
  size: number,
  lines: readonly SetLine[],
  truncated: boolean,
): TextLayout {
  const { document, ascent, inset } = setting
  const { box, align, rest, lineHeight } = document
  const set = lines.map(({ words, text, from }, n) => {
    const cut = truncated && n === lines.length - 1 ? shortened(setting, text, size) : text.trimEnd()
    const parts = partsOf(cut, words.stressed.slice(from))
    const widths = parts.map((part) => (part.emoji ? emojiWidth : setting.width(part.text)))
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
  const real = Math.min(size, (box.width * 1000) / (widest + 2000 * inset.x))
  const [beside, above] = [inset.x * real, inset.y * real]
  const height = (ascent + descent + (set.length - 1) * lineHeight) * real
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
    const baseline = y + (ascent + n * lineHeight) * real
    return { text, x, baseline, width, direction: rtl ? 'rtl' : 'ltr', runs }
  })
  const left = Math.min(...placed.map(({ x }) => x))
  const right = Math.max(...placed.map(({ x, width }) => x + width))
  const shift = document.hug ? box.x + box.width / 2 - (left + right) / 2 : 0
  for (const line of placed) for (const each of [line, ...line.runs]) each.x += shift
  const bounds = { x: left + shift, y, width: right - left, height }
  return { size: real, lines: placed, bounds, truncated }
}

function shortened(setting: Setting, text: string, size: number): string {
  const room = setting.room(size)
  const clusters = clustersOf(text.trimEnd())
  while (clusters.length > 0 && setting.width(`${clusters.join('').trimEnd()}…`) > room) clusters.pop()
  return `${clusters.join('').trimEnd()}…`
}

/** A paragraph runs the way its first letter does. */
function isRtl(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0] ?? ''
  return /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(first)
}
