import { beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { openDrawing } from './canvas.ts'
import { inside } from './check-slide.ts'
import { familyIds } from './families.ts'
import { layout } from './layout.ts'
import type { Drawing } from './slide.ts'
import { segmentsOf } from './split-text.ts'
import type { TextDocument } from './text-document.ts'

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

const parts = (text: string) => segmentsOf(text).map(({ from, to }) => text.slice(from, to).trim())
const lines = (text: string, more: Partial<TextDocument> = {}) =>
  layout(document(text, more), drawing).lines.map((line) => line.text)

test('lines do not end where Indonesian does not let them', () => {
  for (const [text, wanted] of [
    ['kata-kata se-Indonesia ke-3 non-stop', 'kata-kata|se-Indonesia|ke-3|non-stop'],
    ['cuma Rp 25.000 per 500 gr saja', 'cuma|Rp 25.000|per|500 gr|saja'],
    ['tren 90-an, jam 09.00–17.00 WIB', 'tren|90-an,|jam|09.00–17.00 WIB'],
    ['Rp85.000/toples dan/atau 30 November 2026', 'Rp85.000/toples|dan/atau|30 November|2026'],
    ['geser → lihat — beli', 'geser →|lihat —|beli'],
    ['habis 🔥 🔥 kak', 'habis 🔥 🔥|kak'],
    ['✅ Gratis ongkir ✅ COD', '✅ Gratis|ongkir|✅ COD'],
    ['https://toko.co.id/katalog/sepatu', 'https://toko.co.id/|katalog/|sepatu'],
    ['限时优惠，全场。', '限|时|优|惠，|全|场。'],
    ['โปรโมชั่นส่งฟรีทั่วประเทศ', 'โปร|โม|ชั่น|ส่ง|ฟรี|ทั่ว|ประเทศ'],
  ] as const)
    expect(parts(text).join('|')).toBe(wanted)
})

test('one character to a reader stays whole and is one picture: families, flags, skin tones, keycaps', () => {
  const each = ['👨‍👩‍👧‍👦', '🇮🇩', '👍🏽', '1️⃣', '🏴‍☠️', '❤️']
  const [line] = layout(document(each.join('')), drawing).lines
  expect(line?.runs.map(({ text, emoji }) => (emoji ? text : 'letters'))).toEqual(each)
})

test('no line is left with one short word, and a person’s own lines are kept where they nearly fit', () => {
  const box = { x: 0, y: 0, width: 900, height: 700 }
  expect(lines('Menu baru!\nAyam geprek\nsambal matah', { box })).toHaveLength(3)
  for (const size of [60, 66, 72, 78, 84]) {
    const set = lines('Simpan dulu resepnya, lalu coba akhir pekan ini ya', { box, size })
    if (set.length > 1) expect(set.at(-1)?.split(' ').length).toBeGreaterThan(1)
  }
})

test('hyphens come last, between syllables, and never into an address', () => {
  const narrow = { x: 0, y: 0, width: 300, height: 900 }
  const cut = (text: string) => lines(text, { box: narrow, floor: 52, size: 52 })
  expect(lines('Pertanggungjawaban', { box: { ...narrow, width: 560 } })).toEqual(['Pertanggungjawaban'])
  expect(cut('Pertanggungjawaban dengan menyanyikan')).toEqual([
    'Pertang-',
    'gungja-',
    'waban',
    'dengan',
    'menya-',
    'nyikan',
  ])
  expect(cut('instagram.com/tokobuahsegarindonesia').join('')).toBe('instagram.com/tokobuahsegarindonesia')
  expect(lines('cek a.co/Bc?d', { uppercase: true }).join('')).toBe('CEK a.co/Bc?d')
})

test('what lies behind the letters has its room inside the box', () => {
  const box = { x: 50, y: 50, width: 700, height: 400 }
  for (const align of ['left', 'centre', 'right'] as const) {
    const { bounds, size } = layout(
      document('Gratis ongkir', { box, align, inset: { x: 0.5, y: 0.1 } }),
      drawing,
    )
    const outer = {
      x: bounds.x - size * 0.5,
      y: bounds.y - size * 0.1,
      width: bounds.width + size,
      height: bounds.height + size * 0.2,
    }
    expect(inside(outer, box)).toBe(true)
    expect(outer.width).toBeGreaterThan(500)
  }
})

test('what is too long at the smallest size ends with an ellipsis and says so', () => {
  const laid = layout(
    document('panjang sekali '.repeat(130), { box: { x: 0, y: 0, width: 300, height: 150 } }),
    drawing,
  )
  expect(laid.truncated).toBe(true)
  expect(laid.size).toBe(28)
})
