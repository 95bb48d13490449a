import { beforeAll, expect, test } from 'bun:test'
import { canvasPixels, openDrawing } from './canvas.ts'
import { cssFont, type Family, families, familyIds, weightOf } from './families.ts'
import { NotFont } from './read-font.ts'
import type { Drawing } from './slide.ts'

let drawing: Drawing
beforeAll(async () => {
  drawing = await openDrawing([])
})

/** How much of a picture of letters is ink. */
function ink(family: Family, weight: number): number {
  const { canvas, context } = drawing.canvas(600, 140)
  context.font = cssFont({ family, weight }, 90)
  context.fillText('Hamburg', 20, 100)
  return canvasPixels(canvas).reduce((sum, value, n) => (n % 4 === 3 ? sum + value : sum), 0)
}

for (const family of familyIds)
  test(`${families[family].name} is bolder by every hundred, as far as it was drawn, and no further`, () => {
    const [thinnest, boldest] = families[family].weights
    const weights = [300, 400, 500, 600, 700, 800, 900].filter((one) => one >= thinnest && one <= boldest)
    const inks = weights.map((weight) => ink(family, weight))
    for (const [n, each] of inks.entries()) if (n > 0) expect(each).toBeGreaterThan(inks[n - 1] ?? 0)
    expect(weightOf(family, 950)).toBe(boldest)
    expect(ink(family, 1000)).toBe(ink(family, boldest))
  })

test('letters of Vietnamese and Russian are of a bundled face, not of whatever the machine has', () => {
  for (const family of familyIds)
    for (const letter of ['ệ', 'Ặ', 'Ж'])
      expect(drawing.width(letter, { family, weight: 400 })).not.toBe(
        drawing.width(letter, { family, weight: 700 }),
      )
})

test('a font of one weight is drawn in it and not emboldened, and what it lacks is a bundled face’s', async () => {
  const id = crypto.randomUUID()
  const file = Bun.resolveSync('@fontsource/noto-sans/files/noto-sans-latin-500-normal.woff', import.meta.dir)
  const own = await openDrawing([], { [id]: file })
  const weight = weightOf(id, 900, own.own)
  expect(weight).toBe(500)
  expect(ink(id, weight)).toBe(ink(id, 300))
  expect(ink(id, weight)).not.toBe(ink('montserrat', weight))
  expect(own.width('Жệ', { family: id, weight })).toBe(drawing.width('Жệ', { family: 'montserrat', weight }))
})

test('a file that is no font is not drawn with', () => {
  const file = `${import.meta.dir}/../../test/media/rocket.jpg`
  return expect(openDrawing([], { [crypto.randomUUID()]: file })).rejects.toThrow(NotFont)
})
