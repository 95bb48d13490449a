import { textsFrom } from './edit-carousel.ts'
import { limits } from './limits.ts'

/** What people write over a column of texts. */
const heading = /^(slide|posisi|position|kolom|column|teks|text|judul|title)s?[ _-]*\d*$/i

/**
 * Columns of texts, one for a slide. Spreadsheets in Indonesia part cells by semicolons, others by commas or tabs; a file whose rows have
 * not all as many cells is a list of lines with commas in them. A first row of headings is left out.
 */
export function columnsFrom(file: string): string[][] {
  const text = file.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n')
  for (const mark of [';', '\t', ',']) {
    const rows = rowsOf(text, mark)
    const width = rows[0]?.length ?? 0
    if (width < 2 || rows.some((row) => row.length !== width)) continue
    const body = rows[0]?.every((cell) => heading.test(cell)) ? rows.slice(1) : rows
    return Array.from({ length: width }, (_, n) => tidy(body.map((row) => row[n] ?? '')))
  }
  const lines = textsFrom(text)
  return [lines[0] && heading.test(lines[0]) ? lines.slice(1) : lines]
}

function rowsOf(text: string, mark: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, bare = '', end] of text.matchAll(
    new RegExp(`(?:"((?:[^"]|"")*)"|([^${mark}\\n]*))(${mark}|\\n|$)`, 'g'),
  )) {
    const row = rows.at(-1) as string[]
    row.push((quoted?.replaceAll('""', '"') ?? bare).trim())
    if (end === '\n') rows.push([])
    if (end === '') break
  }
  return rows.filter((row) => row.some((cell) => cell !== ''))
}

function tidy(cells: string[]): string[] {
  return cells
    .filter((cell) => cell !== '')
    .map((cell) => cell.slice(0, limits.textLength))
    .slice(0, limits.texts)
}
