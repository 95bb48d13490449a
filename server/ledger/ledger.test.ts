import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type Db, openDb } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { freshDatabase } from '#test/support/database.ts'
import { reserve } from '#test/support/holds.ts'
import { rounds } from '#test/support/how-long.ts'
import { somebody } from '#test/support/people.ts'
import { balance } from './balance.ts'
import { grant } from './grant.ts'
import { history } from './history.ts'
import { quotaHistory } from './quota-history.ts'
import { quotaStatus } from './quota-status.ts'
import { reconcile } from './reconcile.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.url, { max: 20 })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

async function reserveCredits(
  account: string,
  amount: number,
  hold = newId(),
): Promise<{ hold: string; has: number | null }> {
  const [answer] = await reserve(db, { accountId: account, hold, credits: amount })
  return { hold, has: answer!.unit === null ? answer!.available : null }
}

async function reserveQuota(
  account: string,
  amount: number,
  limit: number,
  hold = newId(),
): Promise<{ hold: string; used: number | null }> {
  const [answer] = await reserve(db, { accountId: account, hold, quota: amount, dailyLimit: limit })
  return { hold, used: answer!.unit === null ? answer!.inUse : null }
}

async function settle(hold: string, amount: number): Promise<boolean> {
  const [row] = await db`select ledger_settle(${hold}, ${amount}) as ended`
  return row.ended
}

async function expectBooksInOrder() {
  for (const { says, broken } of await reconcile(db))
    expect({ says, broken }).toEqual({ says, broken: undefined })
}

describe('credits', () => {
  test('a verified e-mail brings a hundred credits, once, whoever asks again', async () => {
    const account = await somebody(db, { verified: false })
    expect(await balance(db, account)).toEqual({ balance: 0, held: 0 })
    await Promise.all(
      Array.from({ length: 8 }, () => db`update users set email_verified = true where id = ${account}`),
    )
    await db`update users set email_verified = false where id = ${account}`
    await db`update users set email_verified = true, email = ${`other-${account}@example.test`} where id = ${account}`
    expect(await balance(db, account)).toEqual({ balance: 100, held: 0 })
  })

  test('giving the same source twice gives once', async () => {
    const account = await somebody(db)
    const gift = {
      accountId: account,
      kind: 'admin',
      source: `gift:${account}`,
      amount: 7,
      description: 'sorry',
    } as const
    const given = await Promise.all(Array.from({ length: 10 }, () => grant(db, gift)))
    expect(given.filter(Boolean)).toHaveLength(1)
    expect((await balance(db, account)).balance).toBe(107)
  })

  test('fifty requests race for ten credits: ten win, every round', async () => {
    for (let round = 0; round < rounds(20, 200); round++) {
      const account = await somebody(db)
      await reserveCredits(account, 90)
      const answers = await Promise.all(Array.from({ length: 50 }, () => reserveCredits(account, 1)))
      expect(answers.filter(({ has }) => has === null)).toHaveLength(10)
      expect(await balance(db, account)).toEqual({ balance: 0, held: 100 })
    }
    await expectBooksInOrder()
  })

  test('fifty requests race while others give their units back: never more than ten of each unit, and all ten can be had', async () => {
    for (let round = 0; round < rounds(10, 200); round++) {
      const account = await somebody(db)
      await reserveCredits(account, 90)
      const first = await Promise.all([
        ...Array.from({ length: 10 }, () => reserveCredits(account, 1)),
        ...Array.from({ length: 10 }, () => reserveQuota(account, 1, 10)),
      ])
      const tries = Array.from({ length: 50 }, (_, i) => () => {
        if (i % 5 === 0) return settle(first[(i / 5) * 2]!.hold, 0)
        return i % 2 ? reserveCredits(account, 1) : reserveQuota(account, 1, 10)
      })
      await Promise.all(tries.map((attempt) => attempt()))
      const more = await Promise.all([
        ...Array.from({ length: 10 }, () => reserveCredits(account, 1)),
        ...Array.from({ length: 10 }, () => reserveQuota(account, 1, 10)),
      ])
      expect(more.length).toBe(20)
      const [held] = await db`
        select count(*) filter (where unit = 'credit' and amount = 1)::int as credits, count(*) filter (where unit = 'quota')::int as quota
        from holds where account_id = ${account} and ended_at is null`
      expect(held).toEqual({ credits: 10, quota: 10 })
    }
    await expectBooksInOrder()
  }, 240_000)

  test('a refusal says what the account has, and writes nothing', async () => {
    const account = await somebody(db)
    expect((await reserveCredits(account, 101)).has).toBe(100)
    expect((await history(db, account, { limit: 10 })).items).toHaveLength(1)
  })

  test('a hold ends once: settled by one of twenty, and what was not delivered comes back', async () => {
    const account = await somebody(db)
    const { hold } = await reserveCredits(account, 20)
    const ended = await Promise.all(Array.from({ length: 20 }, (_, i) => settle(hold, i % 2 === 0 ? 14 : 0)))
    expect(ended.filter(Boolean)).toHaveLength(1)
    const { balance: left, held } = await balance(db, account)
    expect(held).toBe(0)
    expect([86, 100]).toContain(left)
    await expectBooksInOrder()
  })

  test('more than was held can never be settled', async () => {
    const account = await somebody(db)
    const { hold } = await reserveCredits(account, 5)
    expect(settle(hold, 6)).rejects.toThrow()
    expect(settle(hold, -1)).rejects.toThrow()
  })

  test('the oldest grant is spent first, and the books say which grant paid', async () => {
    const account = await somebody(db)
    await grant(db, {
      accountId: account,
      kind: 'purchase',
      source: `pack:${account}`,
      amount: 50,
      description: 'pack',
    })
    const { hold } = await reserveCredits(account, 120)
    await settle(hold, 120)
    const paid = await db`
      select g.kind, b.amount from burns b join grants g on g.id = b.grant_id where b.hold_id = ${hold} order by g.created_at`
    expect(paid.map((row: { kind: string; amount: number }) => [row.kind, row.amount])).toEqual([
      ['sign_up', 100],
      ['purchase', 20],
    ])
  })

  test('every line of the history leads to the next balance', async () => {
    const account = await somebody(db)
    const { hold } = await reserveCredits(account, 6)
    await settle(hold, 4)
    await settle((await reserveCredits(account, 3)).hold, 0)
    const { items } = await history(db, account, { limit: 100 })
    expect(
      items.map(({ kind, amount, balanceAfter, spent }) => [kind, amount, balanceAfter, spent]).reverse(),
    ).toEqual([
      ['grant', 100, 100, 0],
      ['hold', -6, 94, 0],
      ['settle', 2, 96, 4],
      ['hold', -3, 93, 0],
      ['release', 3, 96, 0],
    ])
    const first = await history(db, account, { limit: 2 })
    const rest = await history(db, account, { limit: 100, cursor: first.nextCursor ?? undefined })
    expect([...first.items, ...rest.items]).toEqual(items)
  })

  test('the history keeps its order where the ids gain a digit', async () => {
    const account = await somebody(db)
    await db`select setval(pg_get_serial_sequence('entries', 'id'), 99999996)`
    for (let i = 0; i < 6; i++) {
      await grant(db, {
        accountId: account,
        kind: 'admin',
        source: `${account}:${i}`,
        amount: 1,
        description: 'one more',
      })
    }
    const balances = (await history(db, account, { limit: 10 })).items.map(({ balanceAfter }) => balanceAfter)
    expect(balances).toEqual([106, 105, 104, 103, 102, 101, 100])
  })

  test('an entry can be neither changed nor removed', async () => {
    await somebody(db)
    expect((async () => await db`update entries set amount = 1`)()).rejects.toThrow('append-only')
    expect((async () => await db`delete from entries`)()).rejects.toThrow('append-only')
  })
})

describe('quota', () => {
  test('fifty requests race for a quota of ten: ten win', async () => {
    for (let round = 0; round < 10; round++) {
      const account = await somebody(db)
      const answers = await Promise.all(Array.from({ length: 50 }, () => reserveQuota(account, 1, 10)))
      expect(answers.filter(({ used }) => used === null)).toHaveLength(10)
    }
    await expectBooksInOrder()
  })

  test('more than the whole quota is refused even on the first touch', async () => {
    const account = await somebody(db)
    expect((await reserveQuota(account, 11, 10)).used).toBe(0)
    expect(await quotaStatus(db, account, 10)).toMatchObject({ used: 0, limit: 10, remaining: 10 })
  })

  test('another plan in the middle of the day keeps what was used', async () => {
    const account = await somebody(db)
    await settle((await reserveQuota(account, 8, 10)).hold, 8)
    expect((await reserveQuota(account, 5, 10)).used).toBe(8)
    expect((await reserveQuota(account, 5, 50)).used).toBeNull()
    expect(await quotaStatus(db, account, 50)).toMatchObject({
      used: 13,
      remaining: 37,
      breakdown: { 'test:model': 13 },
    })
    expect(await quotaStatus(db, account, 10)).toMatchObject({ used: 13, remaining: 0 })
  })

  test('the first touch of a new day starts from nothing, and a run from yesterday ends in yesterday', async () => {
    const account = await somebody(db)
    const yesterday = await reserveQuota(account, 10, 10)
    await moveQuotaBackADay(account)
    expect(await quotaStatus(db, account, 10)).toMatchObject({ used: 0, remaining: 10 })
    expect((await reserveQuota(account, 4, 10)).used).toBeNull()
    expect(await settle(yesterday.hold, 7)).toBe(true)
    expect(await quotaStatus(db, account, 10)).toMatchObject({ used: 4 })
    const [today, before] = await quotaHistory(db, account, 10)
    expect(today).toMatchObject({ used: 4, limit: 10 })
    expect(before).toMatchObject({ used: 7, limit: 10, breakdown: { 'test:model': 7 } })
    await expectBooksInOrder()
  })

  test('reading changes nothing, however old the window', async () => {
    const account = await somebody(db)
    await settle((await reserveQuota(account, 3, 10)).hold, 3)
    await moveQuotaBackADay(account)
    const [before] = await db`select * from balances where account_id = ${account} and unit = 'quota'`
    await quotaStatus(db, account, 10)
    await quotaHistory(db, account, 10)
    const [after] = await db`select * from balances where account_id = ${account} and unit = 'quota'`
    expect(after).toEqual(before)
  })

  test('the history has thirty days without any job having run', async () => {
    const days = await quotaHistory(db, await somebody(db), 50)
    expect(days).toHaveLength(30)
    expect(days[0]?.day).toBe(new Date().toISOString().slice(0, 10))
  })
})

/** Makes everything this account did today have happened yesterday, as if the night had passed. */
async function moveQuotaBackADay(account: string) {
  await db.begin(async (tx) => {
    await tx`alter table entries disable trigger entries_are_final`
    await tx`update balances set day = day - 1 where account_id = ${account} and unit = 'quota'`
    await tx`update holds set day = day - 1 where account_id = ${account} and unit = 'quota'`
    await tx`update entries set day = day - 1 where account_id = ${account} and unit = 'quota'`
    await tx`alter table entries enable trigger entries_are_final`
  })
}
