import { expect, test } from 'bun:test'
import { bodyOf, emptyDraft, wrongFields } from './coupon-draft.ts'

test('what was left empty is left to the server', () => {
  expect(bodyOf({ ...emptyDraft, code: ' hemat ', value: 20, periods: '', usesPerAccount: '' })).toEqual({
    code: 'hemat',
    kind: 'percent',
    value: 20,
    items: null,
    firstPaymentOnly: false,
    periods: 1,
    usesPerAccount: 1,
    usesLimit: null,
    validUntil: null,
  })
})

test('days become the moments they begin and end in Jakarta', () => {
  const body = bodyOf({ ...emptyDraft, value: 1, validFrom: '2026-12-01', validUntil: '2026-12-01' })
  expect([body.validFrom, body.validUntil]).toEqual(['2026-11-30T17:00:00.000Z', '2026-12-01T17:00:00.000Z'])
})

test('a refusal is told at its fields', () => {
  const issues = [
    { path: ['code'], message: '' },
    { path: ['items', 2], message: '' },
    { path: ['surprise'], message: '' },
  ]
  expect(wrongFields(issues, undefined)).toEqual({ code: 'wrong_code', items: 'wrong_items' })
  expect(wrongFields(issues.slice(0, 1), 'taken')).toEqual({ code: 'taken' })
})
