import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { packs } from '#catalog/packs.ts'
import { coverWithPacks } from './cover-with-packs.ts'

const bought = (credits: number) =>
  coverWithPacks(packs, credits)?.packs.map(({ pack, count }) => `${count} × ${pack.credits}`)

test('the cheapest packs that reach are chosen, not the smallest and not the largest', () => {
  expect(bought(1)).toEqual(['1 × 1500'])
  expect(bought(1_501)).toEqual(['2 × 1500'])
  expect(bought(3_001)).toEqual(['1 × 4000'])
  expect(bought(5_500)).toEqual(['1 × 1500', '1 × 4000'])
  expect(bought(9_001)).toEqual(['1 × 1500', '1 × 9000'])
})

test('nothing needed buys nothing, and without packs there is no way', () => {
  expect(coverWithPacks(packs, 0)).toEqual({ packs: [], credits: 0, amount: 0 })
  expect(coverWithPacks([], 10)).toBeNull()
})

test('whatever is sold, the bundle reaches, adds up, and no single kind of pack is cheaper', () => {
  const pack = fc.record({
    packId: fc.string(),
    credits: fc.integer({ min: 1, max: 500 }),
    amount: fc.integer({ min: 1, max: 5_000 }),
  })
  fc.assert(
    fc.property(
      fc.array(pack, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 3_000 }),
      (sold, credits) => {
        const bundle = coverWithPacks(sold, credits)!
        const sum = (of: 'credits' | 'amount') =>
          bundle.packs.reduce((total, { pack, count }) => total + pack[of] * count, 0)
        expect(bundle.credits).toBeGreaterThanOrEqual(credits)
        expect([bundle.credits, bundle.amount]).toEqual([sum('credits'), sum('amount')])
        for (const each of sold)
          expect(bundle.amount).toBeLessThanOrEqual(Math.ceil(credits / each.credits) * each.amount)
      },
    ),
  )
})
