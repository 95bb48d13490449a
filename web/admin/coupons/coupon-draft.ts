import type { Issue } from '../../api.ts'
import { beginningOf, endOf } from './jakarta-day.ts'

/** A coupon as it is typed. Number fields are empty until something is typed; days are `2026-12-01`. */
export interface CouponDraft {
  code: string
  kind: 'percent' | 'amount'
  value: number | ''
  items: string[]
  validFrom: string
  validUntil: string
  usesLimit: number | ''
  usesPerAccount: number | ''
  periods: number | ''
  firstPaymentOnly: boolean
}

export const emptyDraft: CouponDraft = {
  code: '',
  kind: 'percent',
  value: '',
  items: [],
  validFrom: '',
  validUntil: '',
  usesLimit: '',
  usesPerAccount: 1,
  periods: 1,
  firstPaymentOnly: false,
}

/** What is sent of it: what was left empty is left to the server. */
export function bodyOf({ code, kind, value, items, firstPaymentOnly, ...draft }: CouponDraft) {
  return {
    code: code.trim(),
    kind,
    value: Number(value),
    items: items.length > 0 ? items : null,
    firstPaymentOnly,
    periods: firstPaymentOnly || draft.periods === '' ? 1 : draft.periods,
    usesPerAccount: draft.usesPerAccount === '' ? 1 : draft.usesPerAccount,
    usesLimit: draft.usesLimit === '' ? null : draft.usesLimit,
    validUntil: draft.validUntil ? endOf(draft.validUntil) : null,
    ...(draft.validFrom ? { validFrom: beginningOf(draft.validFrom) } : {}),
  }
}

/** The fields a refusal is about, each with the word that explains it. */
export function wrongFields(issues: readonly Issue[], reason: unknown): Partial<Record<Field, WrongWord>> {
  const wrong: Partial<Record<Field, WrongWord>> = {}
  for (const { path } of issues) {
    const field = fields.find((each) => each === path[0])
    if (field) wrong[field] = field === 'code' && reason === 'taken' ? 'taken' : `wrong_${field}`
  }
  return wrong
}

const fields = [
  'code',
  'value',
  'items',
  'validFrom',
  'validUntil',
  'usesLimit',
  'usesPerAccount',
  'periods',
] as const
type Field = (typeof fields)[number]
type WrongWord = 'taken' | `wrong_${Field}`
