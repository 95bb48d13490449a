import { includes, type Tier } from '#catalog/tiers.ts'
import type { CatalogApp } from '../pricing/catalog-query.ts'

/** Models that the higher of two tiers reaches and the lower does not. `coming`: they cannot be used here yet. */
export function modelsBetween(
  apps: readonly CatalogApp[],
  low: Tier,
  high: Tier,
): { name: string; coming: boolean }[] {
  return apps.flatMap(({ status, models }) =>
    models
      .filter(({ tier, beta }) => !beta && includes(high, tier) && !includes(low, tier))
      .map(({ name, available }) => ({ name, coming: status === 'coming' || !available })),
  )
}
