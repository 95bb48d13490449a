import { afterAll, beforeAll, expect, test } from 'bun:test'
import { reconcile } from '#server/ledger/reconcile.ts'
import { type Db, openDb } from '#server/platform/db.ts'
import { freshDatabase } from '#test/support/database.ts'
import { reserve } from '#test/support/holds.ts'
import { rounds } from '#test/support/how-long.ts'
import { somebody } from '#test/support/people.ts'
import { bookRules } from './book-rules.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.url, { max: 10 })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

/** Runs of many accounts, each of two outputs at a credit, that their workers died over for the third time. */
async function leaveRuns(accounts: string[], each: number): Promise<void> {
  const wishes = accounts.flatMap((accountId) =>
    Array.from({ length: each }, () => ({ accountId, credits: 2 })),
  )
  const ids = (await reserve(db, ...wishes)).map(({ hold }) => hold)
  await db`
    insert into generations (id, account_id, user_id, app, action, model_key, input, unit, held, schedule, outputs_wanted, status, attempt, lease_until)
    select id, account_id, account_id, 'video-mixer', 'generate', 'm', '{}', 'credit', 2, '{0,1,2}', 2, 'running', 3, now() - random() * interval '1 hour'
    from holds where id = any(${db.array(ids, 'UUID')})`
}

async function sweep(): Promise<number> {
  const [row] = await db`select rescue_generations(3, interval '30 seconds') as rescued`
  return row.rescued
}

test('sweeps that give up at the same time, beside starts, end every run once and never stand in each other’s way', async () => {
  const accounts = await Promise.all(Array.from({ length: 40 }, () => somebody(db)))
  const backwards = accounts.map((accountId) => ({ accountId, credits: 1 })).reverse()
  for (let round = 0; round < rounds(2, 20); round++) {
    await leaveRuns(accounts, 10)
    const [held, ...rescued] = await Promise.all([reserve(db, ...backwards), sweep(), sweep(), sweep()])
    expect(rescued.reduce((sum, count) => sum + count)).toBe(400)
    expect(await sweep()).toBe(0)
    for (const { hold } of held) await db`select ledger_settle(${hold}, 0)`
  }
  const [left] = await db`select count(*)::int as open from holds where ended_at is null`
  expect(left.open).toBe(0)
  for (const { says, broken } of await reconcile(db, bookRules))
    expect({ says, broken }).toEqual({ says, broken: undefined })
}, 120_000)

test('a queued run whose job died with its worker gets another; one whose job waits, or that is new, is left alone', async () => {
  const account = await somebody(db)
  const [lost, waiting, fresh, failed] = (
    await reserve(db, ...Array.from({ length: 4 }, () => ({ accountId: account, credits: 1 })))
  ).map(({ hold }) => hold)
  await db`
    insert into generations (id, account_id, user_id, app, action, model_key, input, unit, held, schedule, outputs_wanted, created_at)
    select id, account_id, account_id, 'video-mixer', 'generate', 'm', '{}', 'credit', 1, '{0,1}', 1,
      case id when ${fresh}::uuid then now() else now() - interval '1 minute' end
    from holds where account_id = ${account}`
  await db`select enqueue_perform(id) from generations where account_id = ${account}`
  await db`
    update graphile_worker._private_jobs set attempts = 1, locked_by = 'dead', locked_at = now()
    where key in (${`perform:${lost}`}, ${`perform:${fresh}`})`
  await db`update graphile_worker._private_jobs set attempts = 1 where key = ${`perform:${failed}`}`

  const jobs = () =>
    db`select key, id::text from graphile_worker._private_jobs where is_available order by key`
  const before = await jobs()
  expect(before.map(({ key }: { key: string }) => key)).toEqual([`perform:${waiting}`])
  expect((await Promise.all([sweep(), sweep()])).reduce((sum, count) => sum + count)).toBe(2)
  const after = await jobs()
  expect(after.map(({ key }: { key: string }) => key).sort()).toEqual(
    [`perform:${lost}`, `perform:${waiting}`, `perform:${failed}`].sort(),
  )
  expect(after).toContainEqual(before[0])
  expect(await sweep()).toBe(0)
})
