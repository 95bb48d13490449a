import { createHash } from 'node:crypto'
import type { Catalog } from '#server/access/catalog.ts'
import { type Refusal, refuse } from '#server/access/refuse.ts'
import type { Caller } from '#server/accounts/require-user.ts'
import { newId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { type Prepared, prepare } from './prepare.ts'

export interface StartRequest {
  caller: Caller
  app: string
  action: string
  body: unknown
  idempotencyKey: string | null
}

/** The answer to send, byte for byte. `replayed`: an earlier request with this key was answered so. */
export interface Started {
  status: number
  body: string
  replayed: boolean
}

type Answer = { status: number; body: string; replayed?: true } | Refusal

/**
 * Starts a run: may they, what does it cost, hold it, queue it, in one database call. Throws the Problem that stands in the
 * way; a refused run has held and written nothing.
 */
export async function startGeneration(
  platform: Platform,
  catalog: Catalog,
  request: StartRequest,
): Promise<Started> {
  const { caller, app, action, body, idempotencyKey } = request
  const fingerprint = idempotencyKey === null ? null : fingerprintOf(app, action, body)
  let prepared: Prepared
  try {
    prepared = await prepare(platform, catalog, caller.accountId, app, action, body)
  } catch (problem) {
    // A run that was accepted once answers the same for ever, even if its files have gone since.
    const earlier = await answeredEarlier(platform, caller.accountId, idempotencyKey, fingerprint)
    if (earlier) return earlier
    throw problem
  }

  let answer = await reserve(platform, request, prepared, fingerprint)
  if ('code' in answer && answer.code === 'stale_catalog') {
    await catalog.reload()
    prepared = await prepare(platform, catalog, caller.accountId, app, action, body)
    answer = await reserve(platform, request, prepared, fingerprint)
  }
  if ('code' in answer) throw await refuse(platform.db, caller.accountId, answer, prepared.cost)
  return { status: answer.status, body: answer.body, replayed: answer.replayed ?? false }
}

async function reserve(
  { db }: Platform,
  { caller, app, action, idempotencyKey }: StartRequest,
  { input, model, use, creditSchedule, quotaSchedule, assetIds }: Prepared,
  fingerprint: string | null,
): Promise<Answer> {
  const [row] = await db`
    select start_generation(
      ${newId()}, ${caller.accountId}, ${caller.userId}, ${app}, ${action}, ${model.key}, ${model.revision},
      ${nameOf(input)}, ${JSON.stringify(input)}::text::jsonb, ${use.outputs},
      ${db.array(creditSchedule, 'INT')}, ${db.array(quotaSchedule, 'INT')}, ${db.array(assetIds, 'UUID')}, ${idempotencyKey}, ${fingerprint}
    ) as answer`
  return row.answer
}

async function answeredEarlier(
  { db }: Platform,
  accountId: string,
  key: string | null,
  fingerprint: string | null,
): Promise<Started | null> {
  if (key === null) return null
  const [known] =
    await db`select fingerprint, status, body from idempotency_keys where account_id = ${accountId} and key = ${key}`
  if (!known) return null
  if (known.fingerprint !== fingerprint) throw new Problem('idempotency_key_reused')
  return { status: known.status, body: known.body, replayed: true }
}

/** The same request says the same thing whatever the order and spacing of its fields. */
function fingerprintOf(app: string, action: string, body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([app, action, sorted(body)]))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}

function nameOf(input: Record<string, unknown>): string | null {
  return typeof input.name === 'string' ? input.name : null
}
