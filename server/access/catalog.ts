import type { PriceTerms } from '#catalog/price.ts'
import { rank, type Tier } from '#catalog/tiers.ts'
import type { Platform } from '#server/platform/platform.ts'

export interface CatalogModel {
  key: string
  app: string
  name: string
  tier: Tier
  provider: string
  beta: boolean
  price: PriceTerms
  capabilities: Record<string, unknown>
  enabled: boolean
  /** Sent along with a run; the database refuses a price that has changed since. */
  revision: number
  /** Whether its provider is set up on this installation. */
  available: boolean
}

/** Providers this installation can ask. A model of any other is listed as not available here, never simulated. */
const providers: ReadonlySet<string> = new Set(['local'])

/** This process's copy of the models, for lists and prices. Permission is never decided from it: the reserving call reads the rows. */
export interface Catalog {
  models(): readonly CatalogModel[]
  model(key: string): CatalogModel | undefined
  reload(): Promise<void>
}

export async function openCatalog({ db, listener, log }: Platform): Promise<Catalog> {
  let models: CatalogModel[] = []
  let byKey = new Map<string, CatalogModel>()

  let [asked, shown] = [0, 0]
  async function reload(): Promise<void> {
    const turn = ++asked
    const rows: CatalogModel[] =
      await db`select key, app, name, tier, provider, beta, price, capabilities, enabled, revision from models`
    // Answers come in any order: a look that began earlier must not replace a later one.
    if (turn < shown) return
    shown = turn
    models = rows
      .map((row) => ({ ...row, available: providers.has(row.provider) }))
      .sort((a, b) => rank(a.tier) - rank(b.tier) || a.name.localeCompare(b.name, 'en'))
    byKey = new Map(models.map((model) => [model.key, model]))
  }

  await reload()
  const refresh = () => reload().catch((error) => log.warn({ err: error }, 'could not reload the catalog'))
  listener.on('catalog', refresh)
  listener.onReconnect(refresh)
  return { models: () => models, model: (key) => byKey.get(key), reload }
}
