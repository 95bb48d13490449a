import { expect, test } from 'bun:test'
import { goesOnByItself, type Interrupted, interrupt, interruptedBy } from './interrupted.ts'

const what: Interrupted = {
  orderId: 'LMK-1',
  accountId: 'a1',
  place: '/studio/video-mixer',
  run: {
    app: 'video-mixer',
    attempt: { path: '/api/apps/video-mixer/generate', body: { outputs: 3 }, key: 'k' },
    results: 3,
    credits: 6,
    at: 1_000,
  },
}

function store() {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
}

test('what an order interrupted is found by that order and account alone, as often as asked', () => {
  const tab = store()
  interrupt(what, tab)
  for (const _ of [1, 2]) expect(interruptedBy({ orderId: 'LMK-1', accountId: 'a1' }, tab)).toEqual(what)
  expect(interruptedBy({ orderId: 'LMK-2', accountId: 'a1' }, tab)).toBeNull()
  expect(interruptedBy({ orderId: 'LMK-1', accountId: 'a2' }, tab)).toBeNull()
  interrupt({ ...what, orderId: 'LMK-2', run: null }, tab)
  expect(interruptedBy({ orderId: 'LMK-1', accountId: 'a1' }, tab)).toBeNull()
})

test('where nothing can be kept, nothing was interrupted', () => {
  const full = {
    getItem: () => '{not json',
    setItem: () => {
      throw new Error('full')
    },
  }
  interrupt(what, full)
  expect(interruptedBy({ orderId: 'LMK-1', accountId: 'a1' }, full)).toBeNull()
  expect(interruptedBy({ orderId: 'LMK-1', accountId: 'a1' }, null)).toBeNull()
})

test('within the hour it goes on by itself, later it asks', () => {
  expect(goesOnByItself(what.run!, 1_000 + 59 * 60_000)).toBe(true)
  expect(goesOnByItself(what.run!, 1_000 + 61 * 60_000)).toBe(false)
})
