import type { Usage } from '../api-types.ts'

/** How many units of one sort each model took. */
export function unitsByModel(usages: readonly Usage[], unit: 'credits' | 'quota'): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { modelKey, creditUsed, quotaUsed } of usages) {
    const units = unit === 'credits' ? creditUsed : quotaUsed
    if (units > 0) sums[modelKey] = (sums[modelKey] ?? 0) + units
  }
  return sums
}
