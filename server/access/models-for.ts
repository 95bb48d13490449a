import { includes } from '#catalog/tiers.ts'
import type { CatalogModel } from './catalog.ts'
import type { Entitlement } from './entitlement.ts'
import type { Model } from './schemas.ts'

/** Whether the caller's plan reaches this model. Whether it can run here at all is another question. */
export function isAccessible(model: CatalogModel, can: Pick<Entitlement, 'tier' | 'betaTester'>): boolean {
  return includes(can.tier, model.tier) && (!model.beta || can.betaTester)
}

/** The models of an app as its caller sees them, in the catalog's order. */
export function modelsFor(
  models: readonly CatalogModel[],
  can: Pick<Entitlement, 'tier' | 'betaTester'>,
  { locked = false } = {},
): Model[] {
  return models
    .filter((model) => model.enabled && (locked || isAccessible(model, can)))
    .map((model) => presentModel(model, isAccessible(model, can)))
}

function presentModel(model: CatalogModel, accessible: boolean): Model {
  const { base, perSecond, perMegapixel, per, quota } = model.price
  return {
    modelKey: model.key,
    name: model.name,
    tier: model.tier,
    beta: model.beta,
    provider: model.provider,
    available: model.available,
    accessible,
    ...(accessible ? {} : { requiredTier: model.tier }),
    price: {
      credits: {
        base,
        ...(perSecond ? { perSecond: perSecond.credits / perSecond.seconds } : {}),
        ...(perMegapixel ? { perMegapixel: perMegapixel.credits / perMegapixel.megapixels } : {}),
        ...(per ? { per } : {}),
      },
      quota,
    },
    /** The exact fractions behind the rates, for pages that compute with the same function as the server. */
    terms: model.price,
    capabilities: model.capabilities,
  }
}
