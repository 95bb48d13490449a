import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { JobHelpers } from 'graphile-worker'
import { type Db, openDb } from '#server/platform/db.ts'
import { type Log, openLog } from '#server/platform/log.ts'
import { openMetrics } from '#server/platform/metrics.ts'
import { freshDatabase } from '#test/support/database.ts'
import { reserve } from '#test/support/holds.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
import { somebody } from '#test/support/people.ts'
import { expireCredits } from './expire-credits.ts'
import { grant } from './grant.ts'
import { ledgerJobs } from './jobs.ts'
import { measureBooks } from './measure-books.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.url, { max: 6 })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

function clocks() {
  const errors: [{ says: string; row: Record<string, unknown> }, string][] = []
  const log: Log = openLog('silent')
  log.error = ((what: never, message: string) => errors.push([what, message])) as never
  const { tasks } = ledgerJobs({ db, log }, [])
  return { errors, run: async (task: string) => void (await tasks[task]!(null, {} as JobHelpers)) }
}

test('credits whose time is over leave, however many accounts have some, and what a hold counts on stays', async () => {
  const accounts = await Promise.all(Array.from({ length: 7 }, () => somebody(db)))
  for (const accountId of accounts) {
    const expiresAt = new Date(Date.now() + 3600 * 1000)
    await grant(db, {
      accountId,
      kind: 'admin',
      source: `short:${accountId}`,
      amount: 50,
      description: 'short',
      expiresAt,
    })
  }
  await reserve(db, { accountId: accounts[0]!, credits: 120 })
  await letDaysPass(db, 1)
  await Promise.all([expireCredits(db, 3), expireCredits(db, 2)])
  await clocks().run('expire_credits')
  const rows = await db`
    select account_id, b.available, g.expired from balances b join grants g using (account_id)
    where g.description = 'short' order by array_position(${db.array(accounts, 'UUID')}, account_id)`
  expect(rows.map(({ available, expired }: Record<string, number>) => [available, expired])).toEqual([
    [30, 0],
    ...Array.from({ length: 6 }, () => [100, 50]),
  ])
})

test('the new day is turned by its clock', async () => {
  const account = await somebody(db)
  const [held] = await reserve(db, { accountId: account, quota: 2, dailyLimit: 5 })
  await db`select ledger_settle(${held!.hold}, 2)`
  await letDaysPass(db, 1)
  await clocks().run('turn_quota_day')
  const [filed] = await db`select used from quota_days where account_id = ${account}`
  expect(filed).toEqual({ used: 2 })
  const told = await db`select type from events where account_id = ${account}`
  expect([...told]).toEqual([{ type: 'quota.reset' }])
})

test('the books are proved: silently when in order, with the row that breaks them when not, and every process can be asked', async () => {
  const metrics = openMetrics()
  measureBooks({ db, metrics })
  const measured = async (name: string) =>
    Number(new RegExp(`^${name} (.*)$`, 'm').exec(await metrics.registry.metrics())?.[1])
  expect(await measured('lumiku_books_proved_timestamp_seconds')).toBe(0)

  const { errors, run } = clocks()
  await run('prove_books')
  expect(errors).toEqual([])
  expect(await measured('lumiku_books_broken')).toBe(0)
  const provedAt = await measured('lumiku_books_proved_timestamp_seconds')
  expect(provedAt).toBeGreaterThan(0)

  const account = await somebody(db)
  await db`update balances set available = available + 1 where account_id = ${account}`
  await run('prove_books')
  expect(errors).toMatchObject([
    [
      {
        says: 'credits that can be spent equal the sum of the entries',
        row: { account_id: account, available: 101, entries: 100 },
        others: 1,
      },
      'the books are broken',
    ],
  ])
  expect(await measured('lumiku_books_broken')).toBe(2)
  expect(await measured('lumiku_books_proved_timestamp_seconds')).toBeGreaterThan(provedAt)
})
