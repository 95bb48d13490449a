import { afterAll, beforeAll, expect, test } from 'bun:test'
import { plans } from '#catalog/plans.ts'
import { type Db, openDb } from '#server/platform/db.ts'
import { freshDatabase } from '#test/support/database.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
import { somebody } from '#test/support/people.ts'
import { beginPeriod } from './begin-period.ts'
import { remindRenewals } from './remind.ts'

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

const pro = plans.find(({ planId }) => planId === 'pro-monthly')!
const tables = ['periods', 'subscriptions', 'reminders']

async function subscriber(): Promise<string> {
  const account = await somebody(db)
  await db.begin((tx) => beginPeriod(tx, { accountId: account, plan: pro, kind: 'paid', worth: pro.price }))
  return account
}

/** Days until the period ends, from the database. */
async function daysLeft(account: string): Promise<number> {
  const [row] =
    await db`select extract(epoch from ends_at - now())::float8 / 86400 as days from periods where account_id = ${account}`
  return row.days
}

async function letters(account: string): Promise<string[]> {
  const rows = await db`select kind from letters where user_id = ${account} order by created_at, id`
  return rows.map(({ kind }: { kind: string }) => kind)
}

test('three days before, on the day, in grace and when it is over: each once however often the clock runs', async () => {
  const account = await subscriber()
  await remindRenewals(db)
  expect(await letters(account)).toEqual([])
  const seen: string[] = []
  for (let day = 0; day < 45; day++) {
    await letDaysPass(db, 1, { account, tables })
    await Promise.all([remindRenewals(db), remindRenewals(db)])
    const told = await letters(account)
    if (told.length > seen.length) seen.push(`${told.at(-1)} at ${Math.round(await daysLeft(account))}`)
  }
  const kinds = await letters(account)
  expect(kinds).toEqual(['renewal-soon', 'renewal-today', 'grace', 'expired'])
  expect(seen[0]).toBe('renewal-soon at 3')
  const [news] =
    await db`select count(*)::int as count from events where account_id = ${account} and type = 'subscription.expired'`
  expect(news.count).toBe(1)
}, 60_000)

test('a clock that stood still tells only what is true now', async () => {
  const account = await subscriber()
  await letDaysPass(db, Math.ceil(await daysLeft(account)) + 1, { account, tables })
  await remindRenewals(db)
  expect(await letters(account)).toEqual(['grace'])
}, 60_000)

test('who has cancelled is not asked to renew, and hears when it is over', async () => {
  const account = await subscriber()
  await db`update subscriptions set cancelled_at = now() where account_id = ${account}`
  await letDaysPass(db, Math.floor(await daysLeft(account)) - 1, { account, tables })
  await remindRenewals(db)
  expect(await letters(account)).toEqual([])
  await letDaysPass(db, 3, { account, tables })
  await remindRenewals(db)
  expect(await letters(account)).toEqual(['expired'])
}, 60_000)
