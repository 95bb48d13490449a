import { beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { openDrawing } from './canvas.ts'
import { inside } from './check-slide.ts'
import { familyIds } from './families.ts'
import { layout, type TextDocument } from './layout.ts'
import type { Drawing } from './slide.ts'
import { segmentsOf } from './split-text.ts'

let drawing: Drawing
beforeAll(async () => {
  drawing = await openDrawing([])
})

const document = (text: string, more: Partial<TextDocument> = {}): TextDocument => ({
  text,
  box: { x: 80, y: 120, width: 920, height: 700 },
  font: { family: 'montserrat', weight: 800 },
  size: 'auto-fit',
  floor: 28,
  most: 140,
  lineHeight: 1.12,
  align: 'left',
  rest: 'top',
  uppercase: false,
  ...more,
})

const words = fc.oneof(
  fc.constantFrom('👨‍👩‍👧', '🇮🇩', 'kata-kata', 'Rp 25.000', '\n', 'مرحبا', '你好世界', 'ÅÉğjpq', '*tegas*'),
  fc.webUrl({ withQueryParameters: true }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => text.trim() !== ''),
)

test('a thousand texts of all kinds stay in their box, whatever its shape and the face', () => {
  fc.assert(
    fc.property(
      fc.array(words, { minLength: 1, maxLength: 25 }),
      fc.constantFrom(...familyIds),
      fc.constantFrom([920, 900], [920, 1600], [1700, 500], [300, 200]),
      fc.constantFrom('auto-fit' as const, 60),
      (parts, family, [width = 0, height = 0], size) => {
        const box = { x: 80, y: 120, width, height }
        const laid = layout(document(parts.join(' '), { box, font: { family, weight: 700 }, size }), drawing)
        expect(inside(laid.bounds, box)).toBe(true)
        if (laid.truncated) expect(laid.lines.at(-1)?.text).toEndWith('…')
      },
    ),
    { numRuns: 1000 },
  )
}, 60_000)

test('lines do not end where Indonesian does not let them', () => {
  const parts = (text: string) => segmentsOf(text).map(({ from, to }) => text.slice(from, to).trim())
  expect(parts('kata-kata se-Indonesia')).toEqual(['kata-kata', 'se-Indonesia'])
  expect(parts('cuma Rp 25.000 per 500 gr saja')).toEqual(['cuma', 'Rp 25.000', 'per', '500 gr', 'saja'])
})

test('what is too long at the smallest size ends with an ellipsis and says so', () => {
  const laid = layout(
    document('panjang sekali '.repeat(130), { box: { x: 0, y: 0, width: 300, height: 150 } }),
    drawing,
  )
  expect(laid.truncated).toBe(true)
  expect(laid.size).toBe(28)
})
