import { join } from 'node:path'
import type PDFDocument from 'pdfkit'

type Doc = InstanceType<typeof PDFDocument>

const packages = join(import.meta.dir, '../../node_modules/@fontsource')
const jakarta = (subset: string) => (weight: number) =>
  `plus-jakarta-sans/files/plus-jakarta-sans-${subset}-${weight}-normal.woff`

/** The house font comes in pieces; what none of them has is Chinese, or left out. A piece is opened when a text needs it. */
const faces = [
  {
    name: 'latin',
    holds:
      /[\u0020-\u007e\u00a0-\u00ff\u0131\u0152\u0153\u02c6\u02da\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u20ac\u2122\u2212]/,
    file: jakarta('latin'),
  },
  { name: 'latin-ext', holds: /[\u0100-\u024f]/, file: jakarta('latin-ext') },
  { name: 'vietnamese', holds: /[\u1ea0-\u1ef9]/, file: jakarta('vietnamese') },
  {
    name: 'han',
    holds: /[\u3001-\u303f\u3400-\u9fff\uff01-\uff5e]/,
    file: (weight: number) =>
      `noto-sans-sc/files/noto-sans-sc-chinese-simplified-${weight > 400 ? 700 : 400}-normal.woff`,
  },
] as const

type Face = (typeof faces)[number]

/** Whether an invoice can show any of a text. */
export function isWritable(text: string): boolean {
  return split(text).some((run) => run.text.trim() !== '')
}

/** Writes a text at the place `doc` is at, or at `at`, each part of it in a font that has its letters. */
export function write(
  doc: Doc,
  weight: 400 | 700 | 800,
  text: string,
  at: { x?: number; y?: number } & PDFKit.Mixins.TextOptions = {},
): void {
  const { x, y, ...placed } = at
  // The font's own spaces are narrow at the sizes of print.
  const options = { wordSpacing: 0.5, ...placed }
  const runs = split(text)
  runs.forEach((run, i) => {
    choose(doc, run.face, weight)
    const continued = i < runs.length - 1
    if (i === 0 && y !== undefined) doc.text(run.text, x, y, { ...options, continued })
    else doc.text(run.text, { ...options, continued })
  })
}

function choose(doc: Doc, face: Face, weight: number): void {
  doc.font(join(packages, face.file(weight)))
}

function split(text: string): { face: Face; text: string }[] {
  const runs: { face: Face; text: string }[] = []
  for (const letter of text.normalize('NFC')) {
    const face = faces.find(({ holds }) => holds.test(letter))
    if (!face) continue
    const last = runs.at(-1)
    if (last?.face === face) last.text += letter
    else runs.push({ face, text: letter })
  }
  return runs
}
