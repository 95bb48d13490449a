import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { grantPlan } from '#server/billing/grant-plan.ts'
import { balance } from '#server/ledger/balance.ts'
import { grant } from '#server/ledger/grant.ts'
import { quotaStatus } from '#server/ledger/quota-status.ts'
import { reconcile } from '#server/ledger/reconcile.ts'
import { type Db, openDb } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { free, inUse, live, type Plan, Reference } from '#test/support/books-reference.ts'
import { freshDatabase } from '#test/support/database.ts'
import { rounds } from '#test/support/how-long.ts'
import { assertKeeping } from '#test/support/keep-failures.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
import { somebody } from '#test/support/people.ts'
import { entitlement } from './entitlement.ts'

// The real books against the reference, whatever is done in whatever order. Time passes by moving what is written into the past.

interface Books {
  account: string
}
type Command = fc.AsyncCommand<Reference, Books>

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
let revisions: Record<string, number>

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.url, { max: 4 })
  const models = await db`select key, revision from models`
  revisions = Object.fromEntries(
    models.map(({ key, revision }: { key: string; revision: number }) => [key, revision]),
  )
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

const units = fc.integer({ min: 0, max: 40 })
const models = {
  'video-mixer:ffmpeg-standard': 'free',
  'video-generator:veo2': 'basic',
  'video-generator:kling-2.5': 'pro',
} as const
const tables = ['grants', 'balances', 'holds', 'entries', 'subscriptions', 'periods']

const commands: fc.Arbitrary<Command>[] = [
  fc
    .record({
      source: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      kind: fc.constantFrom('admin', 'purchase', 'refund'),
      amount: fc.integer({ min: 1, max: 60 }),
      days: fc.option(fc.integer({ min: 1, max: 5 })),
    })
    .map(({ source, kind, amount, days }) => {
      const lasts = kind === 'purchase' ? null : days
      return command(
        `give ${amount} as ${kind} ${source}, ${lasts ?? 'no'} days`,
        async (model, { account }) => {
          const given = await grant(db, {
            accountId: account,
            kind,
            source: `${account}:${source}`,
            amount,
            description: 'gift',
            ...(lasts === null ? {} : { expiresAt: new Date(Date.now() + (lasts - 0.5) * 86_400_000) }),
          })
          expect(given).toBe(model.give(source, kind, amount, lasts === null ? null : lasts - 0.5))
        },
      )
    }),
  fc
    .array(
      fc.record({
        model: fc.constantFrom(...(Object.keys(models) as (keyof typeof models)[])),
        credits: units,
        quota: units,
      }),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((wishes) =>
      command(`hold ${JSON.stringify(wishes)}`, async (model, { account }) => {
        const asked = wishes.map(({ model: key, credits, quota }, n) => ({
          n,
          hold_id: newId(),
          account_id: account,
          model_key: key,
          revision: revisions[key],
          credits,
          quota,
        }))
        const answers = await db`
          select n, unit, held, refusal from authorize_runs(
            array(select w from jsonb_populate_recordset(null::run_wish, ${JSON.stringify(asked)}::text::jsonb) w)) order by n`
        for (const [n, wish] of wishes.entries()) {
          const { unit, held, refusal } = answers[n]
          const expected = model.hold(asked[n]!.hold_id, { ...wish, tier: models[wish.model] })
          expect(refusal ? told(refusal) : { unit, held }).toEqual(expected)
        }
      }),
    ),
  fc.tuple(fc.nat(9), fc.constantFrom(0, 0, 30, 100, 100)).map(([which, percent]) =>
    command(`settle hold ${which} at ${percent} %`, async (model) => {
      const hold = model.holds[which % Math.max(1, model.holds.length)]
      if (!hold) return
      const spent = Math.floor((hold.amount * percent) / 100)
      const ends = await Promise.all(
        [0, 1].map(() => db`select ledger_settle(${hold.id}, ${spent}) as ended`),
      )
      expect(ends.map(([row]) => row.ended).sort()).toEqual([false, true])
      const paid = model.settle(hold, spent)
      const burned = await db`
        select case g.kind when 'sign_up' then '' else split_part(g.source, ':', 2) end as source, b.amount from burns b join grants g on g.id = b.grant_id where b.hold_id = ${hold.id}`
      expect(
        Object.fromEntries(
          burned.map(({ source, amount }: { source: string; amount: number }) => [source, amount]),
        ),
      ).toEqual(Object.fromEntries(paid))
    }),
  ),
  fc
    .constantFrom<Plan['planId']>(
      'free-forever',
      'basic-monthly',
      'pro-monthly',
      'enterprise-monthly',
      'pro-yearly',
    )
    .map((planId) =>
      command(`the plan is ${planId} from now`, async (model, { account }) => {
        const granted = await grantPlan(db, { accountId: account, planId, reason: 'test' })
        const [row] = await db`
            select daily_quota, tier, extract(epoch from ${granted!.endsAt}::timestamptz - now())::float8 / 86400 as days
            from plans where plan_id = ${planId}`
        model.subscribe({ planId, tier: row.tier, dailyQuota: row.daily_quota, days: row.days })
      }),
    ),
  fc.boolean().map((spill) =>
    command(`credits ${spill ? 'may' : 'may not'} pay after quota`, async (model, { account }) => {
      await db`update accounts set use_credits_after_quota = ${spill} where id = ${account}`
      model.spill = spill
    }),
  ),
  fc
    .tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), fc.integer({ min: 1, max: 60 }))
    .map(([source, limit]) =>
      command(`refund ${limit} of ${source}`, async (model, { account }) => {
        const [row] =
          await db`select ledger_take_back(${`${account}:${source}`}, ${limit}, 'refund') as units`
        expect(row.units).toBe(model.takeBack(source, limit))
      }),
    ),
  fc.constantFrom(1, 1, 1, 2, 40).map((days) =>
    command(`${days} days pass`, async (model, { account }) => {
      await letDaysPass(db, days, { account, tables })
      model.pass(days)
    }),
  ),
  fc.constant(command('the expiry job runs', async () => void (await db`select ledger_expire_due(1000)`))),
]

/** A step, after which everything that can be read must agree. */
function command(name: string, step: (model: Reference, real: Books) => Promise<void>): Command {
  return {
    check: () => true,
    async run(model, real) {
      await step(model, real)
      const held = model.holds
        .filter(({ unit }) => unit === 'credit')
        .reduce((sum, { amount }) => sum + amount, 0)
      expect(await balance(db, real.account)).toEqual({ balance: free(model), held })
      const can = await entitlement(db, real.account)
      const plan = live(model)
      expect([can.accountType, can.tier, can.dailyQuota] as unknown[]).toEqual(
        plan ? ['subscription', plan.tier, plan.dailyQuota] : ['payg', 'free', 0],
      )
      const { used } = await quotaStatus(db, real.account, can.dailyQuota)
      expect(used).toBe(inUse(model))
    },
    toString: () => name,
  }
}

function told({ code, requiredTier, required, current, used, limit }: Record<string, unknown>) {
  if (code === 'tier_required') return { code, requiredTier }
  return code === 'quota_exceeded' ? { code, required, used, limit } : { code, required, current }
}

test('whatever is done in whatever order, the books agree with the reference', async () => {
  await assertKeeping(
    import.meta.path,
    (replay) =>
      fc.asyncProperty(
        fc.commands(commands, { maxCommands: rounds(40, 60), size: 'max', ...replay }),
        async (sequence) => {
          const account = await somebody(db)
          await fc.asyncModelRun(() => ({ model: new Reference(), real: { account } }), sequence)
        },
      ),
    { numRuns: rounds(40, 500) },
  )
  for (const { says, broken } of await reconcile(db))
    expect({ says, broken }).toEqual({ says, broken: undefined })
}, 900_000)
