import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type Db, openDb, type Tx } from '#server/platform/db.ts'
import { freshDatabase } from '#test/support/database.ts'
import { reserve } from '#test/support/holds.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
import { somebody } from '#test/support/people.ts'
import { turnQuotaDay } from './archive-quota.ts'
import { quotaHistory } from './quota-history.ts'
import { reconcile } from './reconcile.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.url, { max: 12 })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

async function use(accountId: string, quota: number, spent: number | null, description = 'a:one') {
  const [held] = await reserve(db, { accountId, quota, dailyLimit: 20, description })
  if (spent !== null) await settle(held!.hold, spent)
  return held!.hold
}

const settle = (hold: string, spent: number) => db`select ledger_settle(${hold}, ${spent})`
const history = (account: string, from: Db | Tx = db) => quotaHistory(from as Db, account, 20)

async function filedDays(account: string): Promise<number> {
  const [row] = await db`select count(*)::int as days from quota_days where account_id = ${account}`
  return row.days
}

/** What the history says when nothing was ever filed. */
async function fromEntries(account: string) {
  const undo = new Error('undone')
  let told: Awaited<ReturnType<typeof history>> = []
  const asking = db.begin(async (tx) => {
    await tx`delete from quota_days`
    told = await history(account, tx)
    throw undo
  })
  await asking.catch((error) => {
    if (error !== undo) throw error
  })
  return told
}

test('the history is the same whether days were filed in time, late, twice or never', async () => {
  const inTime = await somebody(db)
  const late = await somebody(db)
  const open: string[] = []
  for (let day = 0; day < 8; day++) {
    for (const account of [inTime, late]) {
      await use(account, 3, day % 4, 'a:one')
      await use(account, 2, 0, 'b:two')
      if (day % 3 === 0) open.push(await use(account, 1, null, 'b:two'))
      if (day === 5) await use(account, 9, 9, 'c:three')
    }
    if (day === 4) await settle(open[0]!, 1)
    await letDaysPass(db, 1)
    if (day < 2 || day > 6) await turnQuotaDay(db)
    if (day === 7) await turnQuotaDay(db)
  }
  await use(inTime, 5, 4)
  await use(late, 5, 4)

  expect(await filedDays(inTime)).toBe(6)
  expect(await filedDays(late)).toBe(5)
  for (const account of [inTime, late]) expect(await history(account)).toEqual(await fromEntries(account))

  for (const hold of open.slice(1)) await settle(hold, 1)
  await Promise.all([turnQuotaDay(db), turnQuotaDay(db), turnQuotaDay(db)])
  for (const account of [inTime, late]) {
    expect(await filedDays(account)).toBe(8)
    expect(await history(account)).toEqual(await fromEntries(account))
  }
  expect((await history(inTime))[3]).toMatchObject({
    used: 10,
    limit: 20,
    breakdown: { 'a:one': 1, 'c:three': 9 },
  })
  expect((await reconcile(db)).filter(({ broken }) => broken)).toEqual([])
})

test('a day with an open hold waits until that has ended, and its row is never written again', async () => {
  const account = await somebody(db)
  await use(account, 2, 2)
  const hold = await use(account, 5, null)
  await letDaysPass(db, 1)
  await turnQuotaDay(db)
  expect(await filedDays(account)).toBe(0)
  expect((await history(account))[1]).toMatchObject({ used: 7 })

  await settle(hold, 1)
  await turnQuotaDay(db)
  const [filed] = await db`select *, xmin::text from quota_days where account_id = ${account}`
  expect(filed).toMatchObject({ used: 3, daily_limit: 20, breakdown: { 'a:one': 3 } })
  await use(account, 4, 4)
  await turnQuotaDay(db)
  expect(await db`select *, xmin::text from quota_days where account_id = ${account}`).toEqual([
    filed,
  ] as never)
})

test('while something that began before midnight is still going on, the day is not filed', async () => {
  const account = await somebody(db)
  await use(account, 2, 2)
  await letDaysPass(db, 1)
  const connection = await db.reserve()
  try {
    await connection`
      create temporary view pg_stat_activity as
      select current_database() as datname, 'client backend' as backend_type, now() - interval '24 hours' as xact_start`
    await connection`select archive_quota_days()`
    expect(await filedDays(account)).toBe(0)
  } finally {
    await connection`drop view pg_stat_activity`
    connection.release()
  }
  await turnQuotaDay(db)
  expect(await filedDays(account)).toBe(1)
})

test('a new day is told once to everybody who used quota the day before, however often it is asked', async () => {
  await letDaysPass(db, 3)
  const [spent, holding, gaveBack, idle] = await Promise.all(Array.from({ length: 4 }, () => somebody(db)))
  await use(spent!, 3, 2)
  await use(spent!, 1, 1)
  await use(holding!, 4, null)
  await use(gaveBack!, 4, 0)
  await letDaysPass(db, 1)
  await use(spent!, 7, 7)
  await use(idle!, 7, 7)

  await Promise.all(Array.from({ length: 10 }, () => turnQuotaDay(db)))
  await turnQuotaDay(db)
  expect(await toldOf([spent!, holding!, gaveBack!, idle!])).toEqual([
    [spent!, { day: today(), usedYesterday: 3 }],
    [holding!, { day: today(), usedYesterday: 4 }],
  ])

  await letDaysPass(db, 1)
  await turnQuotaDay(db)
  expect((await toldOf([spent!, idle!])).map(([account]) => account)).toEqual([spent!, spent!, idle!])
})

async function toldOf(accounts: string[]): Promise<[string, unknown][]> {
  const rows = await db`
    select account_id, data from events where type = 'quota.reset' and account_id = any(${db.array(accounts, 'UUID')})`
  return rows
    .map((row: { account_id: string; data: unknown }): [string, unknown] => [row.account_id, row.data])
    .sort(([a]: [string], [b]: [string]) => accounts.indexOf(a) - accounts.indexOf(b))
}

function today(): string {
  return new Date().toISOString().slice(0, 10)
}
