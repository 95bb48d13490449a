import { type PriceTerms, price, type Use } from '#catalog/price.ts'
import type { Me, ModelOffer } from '../api-types.ts'

/** What a run will cost, shown before the server is asked: the same function, the account as it was last seen. */
export interface PriceLine {
  unit: 'credit' | 'quota'
  /** Units of the whole run. */
  cost: number
  /** Units of one result, where all cost alike. */
  each: number
  results: number
  /** What the account has of the unit now, and after the run. */
  has: number
  after: number
  /** Units that are missing; 0 when it can be paid. */
  short: number
  /** Enough this time, hardly for the next. */
  low: boolean
}

export function priceLine(terms: PriceTerms, use: Use, me: Me): PriceLine {
  const whole = price(terms, use)
  const one = price(terms, { ...use, outputs: 1 })
  const left = me.quota?.remaining ?? 0
  const byQuota =
    me.account.accountType === 'subscription' && (left >= whole.quota || !me.account.useCreditsAfterQuota)
  const [cost, each, has] = byQuota
    ? [whole.quota, one.quota, left]
    : [whole.credits, one.credits, me.credits]
  const after = has - cost
  return {
    unit: byQuota ? 'quota' : 'credit',
    cost,
    each,
    results: use.outputs,
    has,
    after,
    short: Math.max(0, -after),
    low: after >= 0 && after < cost,
  }
}

/** The exact terms where the server gives them; otherwise what its rounded rates say. */
export function termsOf(model: ModelOffer): PriceTerms {
  if (model.terms) return model.terms
  const { base, perSecond, perMegapixel } = model.price.credits
  return {
    base,
    quota: model.price.quota,
    ...(perSecond ? { perSecond: { credits: perSecond, seconds: 1 } } : {}),
    ...(perMegapixel ? { perMegapixel: { credits: perMegapixel, megapixels: 1 } } : {}),
  }
}
