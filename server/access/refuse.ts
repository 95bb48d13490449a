import type { Tier } from '#catalog/tiers.ts'
import { Problem } from '#server/platform/problem.ts'
import { exits, type Need, type Offers } from './exits.ts'

/** A refusal as the database says it. `offers`: what its ways out are priced from. */
export type Refusal =
  | { code: 'not_found' }
  | { code: 'stale_catalog' }
  | { code: 'idempotency_key_reused' }
  | { code: 'model_unavailable'; modelKey: string; beta?: boolean }
  | { code: 'tier_required'; modelKey: string; requiredTier: Tier; offers: Offers }
  | { code: 'insufficient_credits'; required: number; current: number; resetAt?: string; offers: Offers }
  | {
      code: 'quota_exceeded'
      required: number
      used: number
      limit: number
      remaining: number
      resetAt: string
      offers: Offers
    }

/** Turns the database's refusal into the answer its caller needs: the numbers and every way out, priced at that moment. */
export function refuse(refusal: Refusal, cost: { credits: number; quota: number }): Problem {
  switch (refusal.code) {
    case 'stale_catalog':
      return new Problem('unavailable', { detail: 'Prices have just changed; ask again' }, 1)
    case 'tier_required':
    case 'insufficient_credits':
    case 'quota_exceeded': {
      const { code, offers, ...details } = refusal
      return new Problem(
        code,
        { ...details, exits: exits(offers, needOf(refusal, cost)) },
        refusal.code === 'quota_exceeded' ? secondsUntil(refusal.resetAt, offers.at) : undefined,
      )
    }
    default: {
      const { code, ...details } = withoutOffers(refusal)
      return new Problem(code, details)
    }
  }
}

/** What would have to be different for the run to start. */
export function needOf(
  refusal: Extract<Refusal, { offers: Offers }>,
  cost: { credits: number; quota: number },
): Need {
  switch (refusal.code) {
    case 'tier_required':
      return { tier: refusal.requiredTier }
    case 'insufficient_credits':
      return {
        credits: refusal.required - refusal.current,
        dailyQuota: cost.quota,
        waitUntil: refusal.resetAt,
      }
    case 'quota_exceeded':
      return {
        credits: cost.credits,
        dailyQuota: Math.max(refusal.limit + 1, refusal.used + refusal.required),
        waitUntil: refusal.required <= refusal.limit ? refusal.resetAt : undefined,
      }
  }
}

function secondsUntil(moment: string, now: string): number {
  return Math.max(1, Math.ceil((Date.parse(moment) - Date.parse(now)) / 1000))
}

function withoutOffers<T extends object>(refusal: T): Omit<T, 'offers'> {
  const { offers: _, ...rest } = refusal as T & { offers?: Offers }
  return rest
}
