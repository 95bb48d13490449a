import type { Tier } from '#catalog/tiers.ts'
import type { Db } from '#server/platform/db.ts'
import { Problem } from '#server/platform/problem.ts'
import { exits } from './exits.ts'
import type { Exit } from './schemas.ts'

/** A refusal as the database says it. */
export type Refusal =
  | { code: 'not_found' }
  | { code: 'stale_catalog' }
  | { code: 'idempotency_key_reused' }
  | { code: 'model_unavailable'; modelKey: string; beta?: boolean }
  | { code: 'tier_required'; modelKey: string; requiredTier: Tier }
  | { code: 'insufficient_credits'; required: number; current: number; resetAt?: string }
  | {
      code: 'quota_exceeded'
      required: number
      used: number
      limit: number
      remaining: number
      resetAt: string
    }

/** Turns the database's refusal into the answer its caller needs: the numbers and every way out, priced today. */
export async function refuse(
  db: Db,
  accountId: string,
  refusal: Refusal,
  cost: { credits: number; quota: number },
): Promise<Problem> {
  switch (refusal.code) {
    case 'tier_required':
      return problem(refusal, await exits(db, accountId, { tier: refusal.requiredTier }))
    case 'insufficient_credits':
      return problem(
        refusal,
        await exits(db, accountId, {
          credits: refusal.required - refusal.current,
          dailyQuota: cost.quota,
          waitUntil: refusal.resetAt,
        }),
      )
    case 'quota_exceeded': {
      const ways = await exits(db, accountId, {
        credits: cost.credits,
        dailyQuota: Math.max(refusal.limit + 1, refusal.used + refusal.required),
        waitUntil: refusal.required <= refusal.limit ? refusal.resetAt : undefined,
      })
      const seconds = Math.max(1, Math.ceil((Date.parse(refusal.resetAt) - Date.now()) / 1000))
      return problem(refusal, ways, seconds)
    }
    case 'stale_catalog':
      return new Problem('unavailable', { detail: 'Prices have just changed; ask again' }, 1)
    default:
      return problem(refusal)
  }
}

function problem(
  { code, ...details }: Exclude<Refusal, { code: 'stale_catalog' }>,
  ways?: Exit[],
  retryAfter?: number,
): Problem {
  return new Problem(code, ways ? { ...details, exits: ways } : details, retryAfter)
}
