import { expect, test } from 'bun:test'
import type { Me } from '../api-types.ts'
import { priceLine } from './price-line.ts'

const mixer = { base: 2, per: 'video' as const, quota: 1 }

const payg = (credits: number): Me => ({
  user: { id: 'u', name: 'Sari', email: 's@x.id', emailVerified: true, role: 'member', locale: 'id' },
  account: {
    id: 'a',
    kind: 'personal',
    accountType: 'payg',
    tier: 'free',
    planId: null,
    useCreditsAfterQuota: false,
  },
  credits,
  creditsHeld: 0,
  quota: null,
  storage: { used: 0, limit: 1 },
})

const subscriber = (used: number, credits: number, useCreditsAfterQuota: boolean): Me => ({
  ...payg(credits),
  account: {
    id: 'a',
    kind: 'personal',
    accountType: 'subscription',
    tier: 'basic',
    planId: 'basic-monthly',
    useCreditsAfterQuota,
  },
  quota: { used, limit: 50, remaining: 50 - used, resetAt: '2026-11-22T00:00:00.000Z', breakdown: {} },
})

test('three videos cost six of a hundred credits', () => {
  expect(priceLine(mixer, { outputs: 3 }, payg(100))).toEqual({
    unit: 'credit',
    cost: 6,
    each: 2,
    results: 3,
    has: 100,
    after: 94,
    short: 0,
    low: false,
  })
})

test('what is missing is said exactly', () => {
  expect(priceLine(mixer, { outputs: 10 }, payg(14))).toMatchObject({
    cost: 20,
    after: -6,
    short: 6,
    low: false,
  })
})

test('the last run that can be paid warns that the next cannot', () => {
  expect(priceLine(mixer, { outputs: 3 }, payg(11)).low).toBe(true)
  expect(priceLine(mixer, { outputs: 3 }, payg(12)).low).toBe(false)
})

test('a subscriber spends quota, whatever credits there are', () => {
  expect(priceLine(mixer, { outputs: 3 }, subscriber(10, 100, true))).toMatchObject({
    unit: 'quota',
    cost: 3,
    after: 37,
  })
})

test('credits step in only when the quota is short and they were allowed to', () => {
  expect(priceLine(mixer, { outputs: 3 }, subscriber(49, 100, true))).toMatchObject({
    unit: 'credit',
    cost: 6,
    after: 94,
  })
  expect(priceLine(mixer, { outputs: 3 }, subscriber(49, 100, false))).toMatchObject({
    unit: 'quota',
    short: 2,
  })
})
