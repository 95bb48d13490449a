import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { meetMinimum } from './meet-minimum.ts'

const minimum = 10_000

test('nobody is asked for less than a gateway takes, and no carried value is lost', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: minimum, max: 3_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(100_000),
      (listAmount, carriedPart, discountPart, excess) => {
        const carriedOver = Math.floor(listAmount * carriedPart)
        const discount = Math.floor((listAmount - carriedOver) * discountPart)
        const met = meetMinimum({ listAmount, carriedOver, discount, excess }, minimum)
        const amount = met.listAmount - met.carriedOver - met.discount
        expect(amount === 0 || amount >= minimum).toBe(true)
        expect(met.carriedOver + met.excess).toBe(carriedOver + excess)
        expect(met.discount).toBeLessThanOrEqual(discount)
        if (listAmount - carriedOver - discount >= minimum)
          expect(amount).toBe(listAmount - carriedOver - discount)
      },
    ),
  )
})
