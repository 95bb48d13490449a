import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type Db, openDb } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { freshDatabase } from '#test/support/database.ts'
import { reserve } from '#test/support/holds.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
import { somebody } from '#test/support/people.ts'
import { bookRules } from './book-rules.ts'
import { grant } from './grant.ts'
import { prove, reconcile } from './reconcile.ts'

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

/** Somebody with one of everything: given, bought, expired and taken back; held, settled in part; today and on a filed day. */
async function accountant(): Promise<string> {
  const account = await somebody(db)
  const give = (source: string, kind: 'admin' | 'purchase', amount: number, expiresAt?: Date) =>
    grant(db, {
      accountId: account,
      kind,
      source: `${account}:${source}`,
      amount,
      description: source,
      ...(expiresAt ? { expiresAt } : {}),
    })
  const hold = async (units: object) => (await reserve(db, { accountId: account, ...units }))[0]!.hold
  const settle = (id: string, units: number) => db`select ledger_settle(${id}, ${units})`

  await settle(await hold({ quota: 3, dailyLimit: 10 }), 2)
  await give('short', 'admin', 20, new Date(Date.now() + 12 * 3600 * 1000))
  await letDaysPass(db, 1, { account, tables: ['balances', 'grants', 'holds', 'entries'] })
  await db`update quota_archive set filed_before = '2000-01-01'`
  await db`select archive_quota_days(), ledger_expire(${account})`

  await give('gift', 'admin', 30, new Date(Date.now() + 5 * 24 * 3600 * 1000))
  await give('pack', 'purchase', 50)
  await db`select ledger_take_back(${`${account}:pack`}, 40, 'refund')`
  await settle(await hold({ credits: 10 }), 6)
  await hold({ credits: 5 })
  await settle(await hold({ quota: 2, dailyLimit: 10 }), 2)
  await hold({ quota: 1, dailyLimit: 10 })
  return account
}

const tampering: [string, string][] = [
  [
    'credits that can be spent equal the sum of the entries',
    `update balances set available = available + 1 where account_id = $1 and unit = 'credit'`,
  ],
  [
    'credits held equal the open holds',
    `update balances set held = held + 1 where account_id = $1 and unit = 'credit'`,
  ],
  [
    'what entries set aside is what is held',
    `update entries set held = held + 1 where account_id = $1 and unit = 'credit' and kind = 'settle'`,
  ],
  [
    'what grants have left equals what can be spent and what is held',
    `update grants set remaining = remaining - 1 where account_id = $1 and remaining > 0`,
  ],
  [
    'what each grant has lost, holds have burned, or it expired or was taken back',
    `update burns set amount = amount + 1 where grant_id in (select id from grants where account_id = $1)`,
  ],
  [
    'every grant was entered once',
    `delete from entries where account_id = $1 and kind = 'grant' and description = 'gift'`,
  ],
  [
    'what a grant gave is what its entry gave',
    `update entries set amount = amount + 1 where account_id = $1 and kind = 'grant' and description = 'gift'`,
  ],
  [
    'what expired of a grant, entries took away',
    `update entries set amount = amount - 1 where account_id = $1 and kind = 'expire'`,
  ],
  [
    'what was taken back of a grant, entries took away',
    `update entries set amount = amount - 1 where account_id = $1 and kind = 'take_back'`,
  ],
  [
    'no credits expire before their balance looks for it',
    `update balances set expires_at = expires_at + interval '1 minute' where account_id = $1 and unit = 'credit'`,
  ],
  [
    'every hold was entered once, when it was made',
    `delete from entries where account_id = $1 and kind = 'hold' and unit = 'credit'`,
  ],
  [
    'what a hold sets aside is what its entry set aside',
    `update holds set amount = amount + 1 where account_id = $1`,
  ],
  [
    'every ended hold has exactly one entry that ended it',
    `delete from entries where account_id = $1 and kind = 'settle'`,
  ],
  [
    'what a hold settled is what was spent',
    `update holds set settled = settled - 1 where account_id = $1 and settled > 0`,
  ],
  [
    'what a hold did not settle was given back',
    `update entries set amount = amount + 1 where account_id = $1 and kind = 'settle'`,
  ],
  [
    'every settled credit was burned from a grant',
    `delete from burns where grant_id in (select id from grants where account_id = $1)`,
  ],
  [
    'every account with entries has its balance row',
    `delete from balances where account_id = $1 and unit = 'quota'`,
  ],
  [
    `today's quota in use equals the day's entries`,
    `update balances set used = used + 1 where account_id = $1 and unit = 'quota'`,
  ],
  [
    `today's quota held equals the day's open holds`,
    `update balances set used = used + 1, held = held - 1 where account_id = $1 and unit = 'quota'`,
  ],
  [
    'every filed day of quota says what its entries say',
    `update quota_days set used = used + 1 where account_id = $1`,
  ],
  [
    'no hold is open in a filed day of quota',
    `update holds set ended_at = null, settled = null where account_id = $1 and day < quota_day()`,
  ],
]

test('every promise of the ledger is tried below', () => {
  expect(tampering.map(([says]) => says).sort()).toEqual(bookRules.map(({ says }) => says).sort())
})

test.each(tampering)('"%s" can be found broken, with the row that breaks it', async (says, tamper) => {
  const account = await accountant()
  await accountant()
  expect(await brokenOnes()).toEqual({ weighed: [], exactly: [] })

  await db.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx.unsafe(tamper, [account])
  })
  const ids = await idsOf(account)
  for (const exact of [false, true]) {
    const { verdicts } = await prove(db, [], { exact })
    const found = verdicts.find((verdict) => verdict.says === says)
    expect(found?.broken).toBeDefined()
    expect(ids.some((id) => JSON.stringify(found?.broken).includes(id))).toBe(true)
  }

  await db`delete from holds where account_id = ${account}`
  await db`delete from accounts where id = ${account}`
  expect(await brokenOnes()).toEqual({ weighed: [], exactly: [] })
})

test('books that are in order are proved on a single connection too, and while others prove them', async () => {
  await accountant()
  const alone = openDb(database.url, { max: 1 })
  const two = openDb(database.url, { max: 2 })
  try {
    const proofs = await Promise.all([prove(alone), ...Array.from({ length: 6 }, () => prove(two))])
    for (const { verdicts, rows } of proofs) {
      expect(verdicts.filter(({ broken }) => broken)).toEqual([])
      expect(rows.entries).toBeGreaterThan(0)
    }
  } finally {
    await alone.close()
    await two.close()
  }
})

test('all is read as it stood at one moment, whatever goes on meanwhile', async () => {
  const accounts = await Promise.all(Array.from({ length: 4 }, () => somebody(db)))
  const busy = openDb(database.url, { max: 4 })
  let going = true
  const traffic = accounts.map(async (account) => {
    while (going) {
      const [held] = await reserve(busy, { accountId: account, hold: newId(), credits: 1 })
      await busy`select ledger_settle(${held!.hold}, 0)`
    }
  })
  try {
    for (let round = 0; round < 10; round++) {
      expect((await reconcile(db)).filter(({ broken }) => broken)).toEqual([])
    }
  } finally {
    going = false
    await Promise.all(traffic)
    await busy.close()
  }
})

async function brokenOnes() {
  const of = async (exact: boolean) =>
    (await prove(db, [], { exact })).verdicts.filter(({ broken }) => broken)
  return { weighed: await of(false), exactly: await of(true) }
}

async function idsOf(account: string): Promise<string[]> {
  const rows = await db`
    select id from holds where account_id = ${account} union select id from grants where account_id = ${account}`
  return [account, ...rows.map(({ id }: { id: string }) => id)]
}
