import type { Db } from './db.ts'
import { Problem } from './problem.ts'

export interface Ask {
  accountId: string
  /** The request's Idempotency-Key; null: it is answered every time. */
  key: string | null
  /** What the request says, whatever its spelling: the same key with another one is refused. */
  fingerprint: string
}

export interface Answer {
  status: number
  body: string
  replayed: boolean
}

const claimSeconds = 30

/**
 * Answers a request that needs help from outside the database once for each Idempotency-Key: the first answer is kept and given again,
 * byte for byte. A twin waits for it, at most `waitSeconds`, then 409 `idempotency_in_progress`; one whose process died is taken over when
 * its claim runs out, so `work` must find what an earlier try of it began. Refusals are not kept: the same key may be tried again.
 */
export async function answerOnce(
  db: Db,
  ask: Ask,
  work: () => Promise<{ status: number; body: unknown }>,
  { waitSeconds = 10 } = {},
): Promise<Answer> {
  const { accountId, key, fingerprint } = ask
  if (key === null) {
    const { status, body } = await work()
    return { status, body: JSON.stringify(body), replayed: false }
  }
  const deadline = performance.now() + waitSeconds * 1000
  for (let pause = 50; !(await claim(db, ask)); pause = Math.min(pause * 2, 500)) {
    const [known] = await db`
      select fingerprint, status, body from idempotency_keys where account_id = ${accountId} and key = ${key}`
    if (known && known.fingerprint !== fingerprint) throw new Problem('idempotency_key_reused')
    if (known?.status) return { status: known.status, body: known.body, replayed: true }
    if (performance.now() > deadline) throw new Problem('idempotency_in_progress', {}, 1)
    await Bun.sleep(pause)
  }
  try {
    const { status, body } = await work()
    const text = JSON.stringify(body)
    await db`
      update idempotency_keys set status = ${status}, body = ${text}, claimed_until = null where account_id = ${accountId} and key = ${key}`
    return { status, body: text, replayed: false }
  } catch (error) {
    await db`delete from idempotency_keys where account_id = ${accountId} and key = ${key} and status is null`
    throw error
  }
}

/** Whether the answer is ours to give. */
async function claim(db: Db, { accountId, key, fingerprint }: Ask): Promise<boolean> {
  const [ours] = await db`
    insert into idempotency_keys as k (account_id, key, fingerprint, claimed_until)
    values (${accountId}, ${key}, ${fingerprint}, now() + make_interval(secs => ${claimSeconds}))
    on conflict (account_id, key) do update set claimed_until = excluded.claimed_until
      where k.status is null and k.claimed_until < now() and k.fingerprint = excluded.fingerprint
    returning 1`
  return ours !== undefined
}
