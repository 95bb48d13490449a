import type { Catalog } from '#server/access/catalog.ts'
import { refuse } from '#server/access/refuse.ts'
import type { Caller } from '#server/accounts/require-user.ts'
import { fingerprint as fingerprintOf } from '#server/platform/fingerprint.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { type Prepared, prepare } from './prepare.ts'
import type { Reserve, Reserved } from './reserve.ts'

export interface StartRequest {
  caller: Caller
  app: string
  action: string
  body: unknown
  idempotencyKey: string | null
  /** The run that this one repeats: with the same key, a retry is another request than a start. */
  retryOf?: string
  /** The request's own id, by which a refusal can be asked why. */
  requestId: string
}

/** The answer to send, byte for byte. `replayed`: an earlier request with this key was answered so. */
export interface Started {
  status: number
  body: string
  replayed: boolean
}

/**
 * Starts a run: may they, what does it cost, hold it, queue it, in one database call. Throws the Problem that stands in the
 * way; a refused run has held and written nothing.
 */
export async function startGeneration(
  platform: Platform,
  catalog: Catalog,
  reserve: Reserve,
  request: StartRequest,
): Promise<Started> {
  const { caller, app, action, body, idempotencyKey, retryOf } = request
  const said = [app, action, body, ...(retryOf ? [retryOf] : [])]
  const fingerprint = idempotencyKey === null ? null : fingerprintOf(...said)
  let prepared: Prepared
  try {
    prepared = await prepare(platform, catalog, caller.accountId, app, action, body)
  } catch (problem) {
    // A run that was accepted once answers the same for ever, even if its files have gone since.
    const earlier = await answeredEarlier(platform, caller.accountId, idempotencyKey, fingerprint)
    if (earlier) return earlier
    throw problem
  }

  const hold = (): Promise<Reserved> => reserve({ ...request, prepared, fingerprint })
  let answer = await hold()
  if ('code' in answer && answer.code === 'stale_catalog') {
    await catalog.reload()
    prepared = await prepare(platform, catalog, caller.accountId, app, action, body)
    answer = await hold()
  }
  if ('code' in answer) throw refuse(answer, prepared.cost)
  return { status: answer.status, body: answer.body, replayed: answer.replayed ?? false }
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
