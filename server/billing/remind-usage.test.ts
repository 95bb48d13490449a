import { afterAll, beforeAll, expect, test } from 'bun:test'
import { plans } from '#catalog/plans.ts'
import { grant } from '#server/ledger/grant.ts'
import { type Db, openDb } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { freshDatabase } from '#test/support/database.ts'
import { reserve } from '#test/support/holds.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
import { somebody } from '#test/support/people.ts'
import { beginPeriod } from './begin-period.ts'
import { remindUsage } from './remind.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.url, { max: 4 })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

const look = (lowCredits = 10) => remindUsage(db, { lowCredits })

async function told(account: string): Promise<string[]> {
  const rows = await db`select kind from letters where user_id = ${account} order by created_at, id`
  return rows.map(({ kind }: { kind: string }) => kind)
}

async function news(account: string): Promise<string[]> {
  const rows =
    await db`select type from events where account_id = ${account} and type in ('quota.exceeded', 'credits.low') order by id`
  return rows.map(({ type }: { type: string }) => type)
}

/** Somebody with ten units of quota a day. */
async function subscriber(): Promise<string> {
  const account = await somebody(db)
  await db.begin((tx) => beginPeriod(tx, { accountId: account, plan: plans[0]!, kind: 'free' }))
  return account
}

const use = async (accountId: string, quota: number) =>
  (await reserve(db, { accountId, quota, dailyLimit: 10 }))[0]!.hold

async function spend(accountId: string, credits: number): Promise<void> {
  const [held] = await reserve(db, { accountId, credits })
  await db`select ledger_settle(${held!.hold}, ${credits})`
}

async function topUp(accountId: string, amount: number): Promise<void> {
  await db.begin((tx) =>
    grant(tx, { accountId, kind: 'purchase', source: `test:${newId()}`, amount, description: 'topup' }),
  )
}

test('quota at eighty and at a hundred percent: each once a day, however often and however many look', async () => {
  const account = await subscriber()
  await use(account, 7)
  await look()
  expect(await told(account)).toEqual([])
  await use(account, 1)
  await Promise.all([look(), look(), look()])
  expect([await told(account), await news(account)]).toEqual([['quota-80'], []])
  await use(account, 2)
  await Promise.all([look(), look()])
  expect([await told(account), await news(account)]).toEqual([['quota-80', 'quota-100'], ['quota.exceeded']])

  await letDaysPass(db, 1, { account })
  // What is noted of a day carries its date, which no clock of a test can move.
  await db`update reminders set subject = 'yesterday ' || subject where account_id = ${account}`
  await look()
  expect(await told(account)).toHaveLength(2)
  await use(account, 10)
  await look()
  expect(await told(account)).toEqual(['quota-80', 'quota-100', 'quota-100'])
}, 60_000)

test('who has heard that all is used does not hear later that most of it is', async () => {
  const account = await subscriber()
  await use(account, 8)
  const last = await use(account, 2)
  await look()
  await db`select ledger_release(${last})`
  await look()
  expect(await told(account)).toEqual(['quota-100'])
}, 60_000)

test('few credits are told once, and again only after they were more', async () => {
  const account = await somebody(db)
  await spend(account, 90)
  await look()
  expect(await told(account)).toEqual([])
  await spend(account, 1)
  await Promise.all([look(), look()])
  await spend(account, 3)
  await look()
  expect([await told(account), await news(account)]).toEqual([['credits-low'], ['credits.low']])

  await topUp(account, 3)
  await spend(account, 1)
  await look()
  expect(await told(account)).toHaveLength(1)

  await topUp(account, 50)
  await spend(account, 50)
  await look()
  expect(await told(account)).toEqual(['credits-low', 'credits-low'])
}, 60_000)

test('how many are few is set by the operator', async () => {
  const account = await somebody(db)
  await spend(account, 40)
  await look()
  expect(await told(account)).toEqual([])
  await look(61)
  expect(await told(account)).toEqual(['credits-low'])
}, 60_000)

test('credits that may be given back are not gone', async () => {
  const account = await somebody(db)
  await spend(account, 1)
  await reserve(db, { accountId: account, credits: 95 })
  await look()
  expect(await told(account)).toEqual([])
}, 60_000)

test('who subscribes hears of few credits only when they pay once the quota is used', async () => {
  const account = await subscriber()
  await spend(account, 95)
  await look()
  expect(await told(account)).toEqual([])
  await db`update accounts set use_credits_after_quota = true where id = ${account}`
  await look()
  expect(await told(account)).toEqual(['credits-low'])
}, 60_000)

test('who has unsubscribed hears nothing, and it is noted all the same', async () => {
  const account = await somebody(db)
  await db`insert into unsubscribed (user_id) values (${account})`
  await spend(account, 95)
  await look()
  expect([await told(account), await news(account)]).toEqual([[], ['credits.low']])
}, 60_000)
