import type { Catalog } from '#server/access/catalog.ts'
import { type Refusal, refuse } from '#server/access/refuse.ts'
import type { Platform } from '#server/platform/platform.ts'
import { prepare } from './prepare.ts'
import type { Quote } from './schemas.ts'

const offerSeconds = 60

/** What a run would cost its caller now, or the very refusal it would meet. The run itself is priced anew, so the offer is short-lived. */
export async function quote(
  platform: Platform,
  catalog: Catalog,
  accountId: string,
  app: string,
  action: string,
  body: unknown,
): Promise<Quote> {
  const { model, use, cost } = await prepare(platform, catalog, accountId, app, action, body)
  const [row] = await platform.db`
    select preview_run(${accountId}, ${model.key}, ${model.revision}, ${cost.credits}, ${cost.quota}) as answer,
           now() + make_interval(secs => ${offerSeconds}) as expires_at`
  const answer: Refusal | { unit: 'credit' | 'quota'; balanceAfter: number } = row.answer
  if ('code' in answer) {
    if (answer.code === 'stale_catalog') await catalog.reload()
    throw refuse(answer, cost)
  }
  const units = answer.unit === 'quota' ? cost.quota : cost.credits
  return {
    modelKey: model.key,
    outputs: use.outputs,
    ...cost,
    paysWith: units === 0 ? 'none' : answer.unit === 'quota' ? 'quota' : 'credits',
    balanceAfter: answer.balanceAfter,
    expiresAt: row.expires_at.toISOString(),
  }
}
