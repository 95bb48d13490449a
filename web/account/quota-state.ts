import type { Quota } from '../api-types.ts'

/** What is left of today's quota: `low` is less than a fifth of it, `out` nothing. */
export function quotaState({ remaining, limit }: Pick<Quota, 'remaining' | 'limit'>): 'ok' | 'low' | 'out' {
  if (remaining <= 0) return 'out'
  return remaining < limit / 5 ? 'low' : 'ok'
}
