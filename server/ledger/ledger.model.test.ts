import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { type Db, openDb } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { freshDatabase } from '#test/support/database.ts'
import { somebody } from '#test/support/people.ts'
import { balance } from './balance.ts'
import { grant } from './grant.ts'
import { quotaStatus } from './quota-status.ts'
import { reconcile } from './reconcile.ts'

// The books against a reference so small that it can be believed by reading it: two purses and a list of holds.
interface Reference {
  available: number
  quotaLimit: number
  quotaUsed: number
  holds: { id: string; unit: 'credit' | 'quota'; amount: number; today: boolean }[]
  gifts: Set<string>
}

interface Books {
  db: Db
  account: string
}

type Command = fc.AsyncCommand<Reference, Books>

const runs = { sequences: 40, commands: 40 }

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

test('whatever is done in whatever order, the books agree with the reference', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: runs.commands, size: 'max' }), async (sequence) => {
      const account = await somebody(db)
      await fc.asyncModelRun(
        () => ({
          model: { available: 100, quotaLimit: 10, quotaUsed: 0, holds: [], gifts: new Set<string>() },
          real: { db, account },
        }),
        sequence,
      )
    }),
    { numRuns: runs.sequences },
  )
  for (const { says, broken } of await reconcile(db))
    expect({ says, broken }).toEqual({ says, broken: undefined })
}, 240_000)

const amount = fc.integer({ min: 0, max: 40 })

const commands: fc.Arbitrary<Command>[] = [
  fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 50 })).map(([source, units]) =>
    command(`give ${units} as ${source}`, async (model, { account }) => {
      const given = await grant(db, {
        accountId: account,
        kind: 'admin',
        source: `${account}:${source}`,
        amount: units,
        description: 'gift',
      })
      expect(given).toBe(!model.gifts.has(source))
      if (given) model.available += units
      model.gifts.add(source)
    }),
  ),
  amount.map((units) =>
    command(`hold ${units} credits`, async (model, { account }) => {
      const id = newId()
      const [row] = await db`select ledger_reserve_credits(${account}, ${id}, ${units}, 'm') as has`
      expect(row.has).toBe(units <= model.available ? null : model.available)
      if (units > model.available) return
      model.available -= units
      model.holds.push({ id, unit: 'credit', amount: units, today: true })
    }),
  ),
  amount.map((units) =>
    command(`hold ${units} quota`, async (model, { account }) => {
      const id = newId()
      const inUse = model.quotaUsed + heldToday(model)
      const [row] =
        await db`select ledger_reserve_quota(${account}, ${id}, ${units}, ${model.quotaLimit}, 'm') as used`
      expect(row.used).toBe(inUse + units <= model.quotaLimit ? null : inUse)
      if (inUse + units > model.quotaLimit) return
      model.holds.push({ id, unit: 'quota', amount: units, today: true })
    }),
  ),
  fc.tuple(fc.nat(9), fc.integer({ min: 0, max: 100 })).map(([which, percent]) =>
    command(`settle hold ${which} at ${percent} %`, async (model) => {
      const hold = model.holds[which % Math.max(1, model.holds.length)]
      if (!hold) return
      const spent = Math.floor((hold.amount * percent) / 100)
      const [row] = await db`select ledger_settle(${hold.id}, ${spent}) as ended`
      expect(row.ended).toBe(true)
      const [again] = await db`select ledger_release(${hold.id}) as ended`
      expect(again.ended).toBe(false)
      model.holds.splice(model.holds.indexOf(hold), 1)
      if (hold.unit === 'credit') model.available += hold.amount - spent
      else if (hold.today) model.quotaUsed += spent
    }),
  ),
  fc.constantFrom(0, 10, 50, 100).map((limit) =>
    command(`another plan: ${limit} a day`, async (model) => {
      model.quotaLimit = limit
    }),
  ),
  fc.constant(
    command('a night passes', async (model, { account }) => {
      await db.begin(async (tx) => {
        await tx`alter table entries disable trigger entries_are_final`
        for (const table of ['balances', 'holds', 'entries']) {
          await tx.unsafe(
            `update ${table} set day = day - 1 where account_id = '${account}' and unit = 'quota'`,
          )
        }
        await tx`alter table entries enable trigger entries_are_final`
      })
      model.quotaUsed = 0
      for (const hold of model.holds) hold.today = false
    }),
  ),
]

/** A step, after which what can be read must agree. */
function command(name: string, step: (model: Reference, real: Books) => Promise<void>): Command {
  return {
    check: () => true,
    async run(model, real) {
      await step(model, real)
      const held = model.holds
        .filter(({ unit }) => unit === 'credit')
        .reduce((sum, hold) => sum + hold.amount, 0)
      expect(await balance(db, real.account)).toEqual({ balance: model.available, held })
      const { used, remaining } = await quotaStatus(db, real.account, model.quotaLimit)
      const inUse = model.quotaUsed + heldToday(model)
      expect({ used, remaining }).toEqual({ used: inUse, remaining: Math.max(0, model.quotaLimit - inUse) })
    },
    toString: () => name,
  }
}

function heldToday(model: Reference): number {
  return model.holds
    .filter(({ unit, today }) => unit === 'quota' && today)
    .reduce((sum, hold) => sum + hold.amount, 0)
}
