import { type FontTables, openFont } from './open-font.ts'

/** What a font file says of itself. */
export interface FontFacts {
  /** The thinnest and the boldest it can be drawn in: the same where it was drawn in one weight. */
  weights: [number, number]
  /** How many different glyphs, the one for what is missing included. */
  glyphs: number
  /** Whether it has a glyph of its own for a character. */
  has(character: number): boolean
}

export class NotFont extends Error {}

/** Reads TTF, OTF, WOFF and WOFF2 by content. Throws `NotFont` with what is wrong: no font, cut off, or one that can write nothing. */
export function readFont(bytes: Uint8Array): FontFacts {
  try {
    return factsOf(openFont(bytes))
  } catch (error) {
    if (error instanceof NotFont) throw error
    // Reading past an end, or what is packed cannot be unpacked.
    throw new NotFont('The font breaks off or is damaged.', { cause: error })
  }
}

function factsOf(tables: FontTables): FontFacts {
  const head = need(tables, 'head')
  const em = head.getUint16(18)
  if (head.getUint32(12) !== 0x5f0f3cf5 || em < 16 || em > 16_384)
    throw new NotFont('The file is no font: its head is not one.')
  for (const name of ['hhea', 'hmtx', 'name']) need(tables, name)
  if (!['glyf', 'CFF ', 'CFF2'].some((name) => tables.has(name)))
    throw new NotFont('The font has no outlines of letters.')
  const glyphs = need(tables, 'maxp').getUint16(4)
  const ranges = rangesOf(need(tables, 'cmap')).filter(({ first }) => first < 0xffff)
  if (glyphs < 2 || ranges.length === 0) throw new NotFont('The font has no glyphs to write with.')
  const has = (character: number) =>
    ranges.some(({ first, last, glyph }) => character >= first && character <= last && glyph(character) > 0)
  return { weights: weightsOf(tables), glyphs, has }
}

function need(tables: FontTables, name: string): DataView {
  const table = tables.get(name)
  if (!table || table.byteLength === 0)
    throw new NotFont(`The file is no font: it has no table ${name.trim()}.`)
  return table
}

interface Range {
  first: number
  last: number
  glyph(character: number): number
}

/** Of the best of its tables for Unicode: all characters before those of the first plane. */
function rangesOf(cmap: DataView): Range[] {
  const tables = Array.from({ length: cmap.getUint16(2) }, (_, n) => {
    const at = cmap.getUint32(8 + n * 8)
    return { at, platform: cmap.getUint16(4 + n * 8), format: cmap.getUint16(at) }
  }).filter(({ platform }) => platform === 0 || platform === 3)
  const wide = tables.find(({ format }) => format === 12)
  if (wide) return wideRanges(cmap, wide.at)
  const plain = tables.find(({ format }) => format === 4)
  return plain ? plainRanges(cmap, plain.at) : []
}

/** Far more than the largest fonts have. */
const mostRanges = 100_000

function wideRanges(cmap: DataView, at: number): Range[] {
  const count = cmap.getUint32(at + 12)
  if (count > mostRanges) throw new NotFont('The font lists more characters than there are.')
  return Array.from({ length: count }, (_, n) => {
    const each = at + 16 + n * 12
    const [first, start] = [cmap.getUint32(each), cmap.getUint32(each + 8)]
    return { first, last: cmap.getUint32(each + 4), glyph: (character) => start + character - first }
  })
}

function plainRanges(cmap: DataView, at: number): Range[] {
  const count = cmap.getUint16(at + 6) / 2
  return Array.from({ length: count }, (_, n) => {
    const ends = at + 14 + n * 2
    const starts = ends + 2 + count * 2
    const deltas = starts + count * 2
    const offsets = deltas + count * 2
    const [first, delta, offset] = [cmap.getUint16(starts), cmap.getUint16(deltas), cmap.getUint16(offsets)]
    const glyph = (character: number) => {
      const found = offset === 0 ? character : cmap.getUint16(offsets + offset + (character - first) * 2)
      return offset !== 0 && found === 0 ? 0 : (found + delta) & 0xffff
    }
    return { first, last: cmap.getUint16(ends), glyph }
  })
}

function weightsOf(tables: FontTables): [number, number] {
  const fvar = tables.get('fvar')
  if (fvar) {
    const [from, count, size] = [fvar.getUint16(4), fvar.getUint16(8), fvar.getUint16(10)]
    for (let at = from; at < from + count * size; at += size)
      if (fvar.getUint32(at) === 0x77676874)
        return [fvar.getInt32(at + 4) / 65_536, fvar.getInt32(at + 12) / 65_536].map(bounded) as [
          number,
          number,
        ]
  }
  const own = tables.get('OS/2')?.getUint16(4) ?? 400
  return [bounded(own), bounded(own)]
}

/** Old files count from 1 to 9, and some say nothing. */
function bounded(weight: number): number {
  if (weight === 0) return 400
  return Math.min(900, Math.max(100, Math.round(weight < 10 ? weight * 100 : weight)))
}
