import { expect, test } from 'bun:test'
import { Seeded } from './seeded.ts'

const draw = (seed: number) => {
  const chance = new Seeded(seed)
  return Array.from({ length: 200 }, () => chance.next())
}

test('a seed gives the same chances again, and another seed gives others', () => {
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
  expect(draw(7)).not.toEqual(draw(7 + 2 ** 40))
})

test('shuffling keeps everything, and gives every order about as often', () => {
  const chance = new Seeded(3)
  const seen = new Map<string, number>()
  for (let n = 0; n < 6000; n++) {
    const order = chance.shuffled(['a', 'b', 'c']).join('')
    seen.set(order, (seen.get(order) ?? 0) + 1)
  }
  expect(seen.size).toBe(6)
  for (const times of seen.values()) expect(times).toBeWithin(850, 1150)
})
