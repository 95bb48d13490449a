import { beforeAll, expect, test } from 'bun:test'
import { canvasPixels, openDrawing } from './canvas.ts'
import { cssFont, type FamilyId, families, familyIds, weightOf } from './families.ts'
import type { Drawing } from './slide.ts'

let drawing: Drawing
beforeAll(async () => {
  drawing = await openDrawing([])
})

/** How much of a picture of letters is ink. */
function ink(family: FamilyId, weight: number): number {
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
