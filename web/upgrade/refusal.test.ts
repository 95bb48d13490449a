import { expect, test } from 'bun:test'
import { ApiProblem } from '../api.ts'
import { refusalOf } from './refusal.ts'

const wanted = { credits: 6, quota: 3 }
const problem = (status: number, code: string, details = {}) => new ApiProblem(status, code, code, details)

test('too few credits: the dialog knows how many are missing and the ways out', () => {
  const exits = [{ kind: 'buy_credits' as const, packId: 'topup-1500', amount: 100_000 }]
  expect(refusalOf(problem(402, 'insufficient_credits', { required: 6, current: 2, exits }), wanted)).toEqual(
    {
      kind: 'credits',
      required: 6,
      current: 2,
      exits,
    },
  )
})

test('quota used up: when it returns is known even if only the exit says so', () => {
  const exits = [{ kind: 'wait', at: '2026-11-22T00:00:00.000Z' }]
  expect(refusalOf(problem(429, 'quota_exceeded', { used: 49, limit: 50, exits }), wanted)).toMatchObject({
    kind: 'quota',
    remaining: 1,
    required: 3,
    resetAt: '2026-11-22T00:00:00.000Z',
  })
})

test('being too quick is not the same 429 as having no quota', () => {
  expect(refusalOf(problem(429, 'rate_limited', { retryAfter: 4 }), wanted)).toEqual({
    kind: 'rate',
    seconds: 4,
  })
})

test('fields that need another value are shown in the editor, everything unknown is our fault', () => {
  expect(refusalOf(problem(422, 'invalid_input'), wanted).kind).toBe('none')
  expect(refusalOf(problem(0, 'offline'), wanted).kind).toBe('offline')
  expect(refusalOf(problem(409, 'already_ended'), wanted).kind).toBe('conflict')
  expect(refusalOf(problem(500, 'internal'), wanted).kind).toBe('broken')
})
