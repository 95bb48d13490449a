import { expect, test } from 'bun:test'
import { Slots } from './slots.ts'

test('no more than the allowed number work at once, and all get their turn', async () => {
  const slots = new Slots(2)
  let working = 0
  let most = 0
  const done: number[] = []
  await Promise.all(
    Array.from({ length: 9 }, (_, n) =>
      slots.use(undefined, async () => {
        most = Math.max(most, ++working)
        await Promise.resolve()
        working--
        done.push(n)
      }),
    ),
  )
  expect(most).toBe(2)
  expect(done.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
})

test('giving up while waiting frees the place in the queue', async () => {
  const slots = new Slots(1)
  const held = Promise.withResolvers<void>()
  const first = slots.use(undefined, () => held.promise)
  const patience = new AbortController()
  const second = slots.use(patience.signal, async () => 'second')
  const third = slots.use(undefined, async () => 'third')
  patience.abort(new Error('never mind'))
  await expect(second).rejects.toThrow('never mind')
  held.resolve()
  await first
  expect(await third).toBe('third')
})

test('work that throws gives its slot back', async () => {
  const slots = new Slots(1)
  await expect(slots.use(undefined, () => Promise.reject(new Error('broke')))).rejects.toThrow('broke')
  expect(await slots.use(undefined, async () => 'in')).toBe('in')
})

test('work that takes several places waits until they are free, and never for ever', async () => {
  const slots = new Slots(3)
  let taken = 0
  let most = 0
  const work = (takes: number) =>
    slots.use(
      undefined,
      async () => {
        taken += Math.min(takes, 3)
        most = Math.max(most, taken)
        await Promise.resolve()
        taken -= Math.min(takes, 3)
      },
      takes,
    )
  await Promise.all([1, 2, 3, 9, 2, 1, 1].map(work))
  expect(most).toBe(3)
})

test('who stood behind large work that gave up goes in at once', async () => {
  const slots = new Slots(2)
  const held = Promise.withResolvers<void>()
  const first = slots.use(undefined, () => held.promise)
  const patience = new AbortController()
  const large = slots.use(patience.signal, async () => 'large', 2)
  const small = slots.use(undefined, async () => 'small')
  patience.abort(new Error('never mind'))
  await expect(large).rejects.toThrow('never mind')
  expect(await small).toBe('small')
  held.resolve()
  await first
})
