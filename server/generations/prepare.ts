import { type Asset, InvalidInput } from '#apps/define-app.ts'
import { chargeSchedule, price, type Use } from '#catalog/price.ts'
import type { Catalog, CatalogModel } from '#server/access/catalog.ts'
import { findAssets } from '#server/files/find-assets.ts'
import { storageOf } from '#server/files/storage-of.ts'
import { issuesOf } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { invalid, Problem } from '#server/platform/problem.ts'
import { unstorableText } from '#server/platform/unstorable-text.ts'
import { findAction } from './find-action.ts'

/** A run that could be held: its input understood, its files found, its price known. */
export interface Prepared {
  input: Record<string, unknown>
  model: CatalogModel
  use: Use
  cost: { credits: number; quota: number }
  creditSchedule: number[]
  quotaSchedule: number[]
  assetIds: string[]
}

/**
 * Everything that can be refused without asking about money: unknown app or action (404), input (422), files of others (404),
 * a model that cannot run here (409), and what the app itself knows to be impossible (422). Writes nothing.
 */
export async function prepare(
  { db }: Pick<Platform, 'db'>,
  catalog: Catalog,
  accountId: string,
  appId: string,
  actionId: string,
  body: unknown,
): Promise<Prepared> {
  const { action } = findAction(appId, actionId)
  const parsed = action.input.safeParse(body)
  if (!parsed.success)
    throw new Problem('invalid_input', {
      detail: parsed.error.issues[0]?.message,
      issues: issuesOf(parsed.error),
    })
  const input = parsed.data
  const unstorable = unstorableText(input)
  if (unstorable) throw invalid(unstorable, 'Contains a character that is not text')

  const model = catalog.model(action.model(input))
  if (!model) throw new Problem('not_found', { detail: 'No such model' })
  if (!model.enabled || !model.available) throw new Problem('model_unavailable', { modelKey: model.key })

  const uses = action.assets(input)
  const assets = await findAssets(db, accountId, [...new Set(uses.map(({ assetId }) => assetId))])
  checkKinds(uses, assets)

  const use = planned(() => action.plan(input, assets))
  if (use.storedBytes) await refuseWithoutRoom(db, accountId, use.storedBytes)
  return {
    input: input as Record<string, unknown>,
    model,
    use,
    cost: price(model.price, use),
    creditSchedule: chargeSchedule(model.price, use, 'credit'),
    quotaSchedule: chargeSchedule(model.price, use, 'quota'),
    assetIds: [...assets.keys()],
  }
}

export function checkKinds(
  uses: { assetId: string; path: (string | number)[]; kinds: Asset['kind'][] }[],
  assets: ReadonlyMap<string, Asset>,
) {
  const missing = uses.filter(({ assetId }) => !assets.has(assetId))
  if (missing.length > 0) {
    throw new Problem('not_found', {
      detail: 'No such file',
      issues: missing.map(({ path }) => ({ path, message: 'No such file' })),
    })
  }
  const unfit = uses.filter(({ assetId, kinds }) => !kinds.includes(assets.get(assetId)!.kind))
  if (unfit.length > 0) {
    const issues = unfit.map(({ path, kinds }) => ({ path, message: `Needs ${kinds.join(' or ')}` }))
    throw new Problem('invalid_input', { detail: issues[0]?.message, issues })
  }
}

/** Results are kept even when the account is full, so what is known not to fit is not begun. */
async function refuseWithoutRoom(db: Platform['db'], accountId: string, bytes: number): Promise<void> {
  const { used, limit } = await storageOf(db, accountId)
  if (used + bytes > limit) throw new Problem('storage_full', { used, limit, bytes, uploading: 0 })
}

function planned(plan: () => Use): Use {
  try {
    return plan()
  } catch (error) {
    if (error instanceof InvalidInput) throw invalid(error.path, error.message, error.details)
    throw error
  }
}
