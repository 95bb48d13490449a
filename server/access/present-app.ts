import type { App } from '#apps/define-app.ts'
import type { CatalogModel } from './catalog.ts'
import type { Entitlement } from './entitlement.ts'
import { isAccessible } from './models-for.ts'
import type { App as PresentedApp } from './schemas.ts'

/** An app as its caller sees it: how many of its models can be run now, and how many another plan would open. */
export function presentApp(
  { manifest }: App,
  models: readonly CatalogModel[],
  can: Entitlement,
): PresentedApp {
  const own = models.filter((model) => model.app === manifest.id && model.enabled)
  const open = own.filter((model) => isAccessible(model, can))
  return {
    id: manifest.id,
    name: manifest.name,
    tagline: manifest.tagline,
    icon: manifest.icon,
    status: manifest.status,
    actions: manifest.actions,
    availableModels: open.length,
    lockedModels: own.length - open.length,
    /** Base credits of the cheapest open model. */
    priceFrom: open.length === 0 ? null : Math.min(...open.map(({ price }) => price.base)),
  }
}
