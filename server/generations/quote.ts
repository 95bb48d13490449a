import type { Catalog } from '#server/access/catalog.ts'
import { type Refusal, refuse } from '#server/access/refuse.ts'
import type { Platform } from '#server/platform/platform.ts'
import { type Prepared, prepare } from './prepare.ts'
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
  const ask = async () => {
    const prepared = await prepare(platform, catalog, accountId, app, action, body)
    return { ...prepared, ...(await preview(platform, accountId, prepared)) }
  }
  let offer = await ask()
  if ('code' in offer.answer && offer.answer.code === 'stale_catalog') {
    await catalog.reload()
    offer = await ask()
  }
  const { model, use, cost, answer, expiresAt } = offer
  if ('code' in answer) throw refuse(answer, cost)
  const units = answer.unit === 'quota' ? cost.quota : cost.credits
  return {
    modelKey: model.key,
    outputs: use.outputs,
    ...cost,
    paysWith: units === 0 ? 'none' : answer.unit === 'quota' ? 'quota' : 'credits',
    balanceAfter: answer.balanceAfter,
    expiresAt,
  }
}

async function preview({ db }: Platform, accountId: string, { model, cost }: Prepared) {
  const [row] = await db`
    select preview_run(${accountId}, ${model.key}, ${model.revision}, ${cost.credits}, ${cost.quota}) as answer,
           now() + make_interval(secs => ${offerSeconds}) as expires_at`
  const answer: Refusal | { unit: 'credit' | 'quota'; balanceAfter: number } = row.answer
  return { answer, expiresAt: row.expires_at.toISOString() as string }
}
