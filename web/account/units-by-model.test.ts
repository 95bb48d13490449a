import { expect, test } from 'bun:test'
import type { Usage } from '../api-types.ts'
import { unitsByModel } from './units-by-model.ts'

const run = (modelKey: string, usageType: Usage['usageType'], units: number): Usage => ({
  generationId: crypto.randomUUID(),
  modelKey,
  action: 'generate',
  usageType,
  creditUsed: usageType === 'credit' ? units : 0,
  quotaUsed: usageType === 'quota' ? units : 0,
  at: '2026-11-21T00:00:00.000Z',
})

test('units add up by model, credits and quota apart, and what took none is not there', () => {
  const usages = [
    run('a:x', 'credit', 6),
    run('a:y', 'quota', 3),
    run('a:x', 'credit', 4),
    run('a:x', 'quota', 1),
  ]
  expect(unitsByModel(usages, 'credits')).toEqual({ 'a:x': 10 })
  expect(unitsByModel(usages, 'quota')).toEqual({ 'a:y': 3, 'a:x': 1 })
})
