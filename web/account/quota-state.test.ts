import { expect, test } from 'bun:test'
import { quotaState } from './quota-state.ts'

test('a fifth is enough, less is little, nothing is nothing', () => {
  expect(quotaState({ remaining: 50, limit: 50 })).toBe('ok')
  expect(quotaState({ remaining: 10, limit: 50 })).toBe('ok')
  expect(quotaState({ remaining: 9, limit: 50 })).toBe('low')
  expect(quotaState({ remaining: 0, limit: 50 })).toBe('out')
  expect(quotaState({ remaining: 0, limit: 0 })).toBe('out')
})
