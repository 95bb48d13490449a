import { bookRules } from '#server/generations/book-rules.ts'
import { reconcile } from '#server/ledger/reconcile.ts'
import type { Db } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { connect, wire } from './http-client.ts'
import { inTurns, type Load, load } from './load.ts'
import { overHttp } from './measures.ts'
import { reserveBare, reserving, revisionOf } from './requests.ts'
import type { Rig } from './rig.ts'

/** The first touch of a quota window after midnight against any other touch, with so many accounts whose window is yesterday's. */
export async function measureDayChange(
  { db }: Rig,
  accounts: number,
  touches: number,
): Promise<{ first: Load; other: Load }> {
  await db`
    with fresh as (insert into accounts (id, kind, name) select gen_random_uuid(), 'personal', 'night' from generate_series(1, ${accounts}::int) returning id)
    insert into balances (account_id, unit, day, used) select id, 'quota', quota_day() - 1, 10 from fresh`
  await db.unsafe('vacuum analyze balances')
  const rows = await db`
    select account_id from balances where unit = 'quota' and day < quota_day() order by account_id limit ${touches * 2}`
  const ids: string[] = rows.map(({ account_id }: { account_id: string }) => account_id)
  const touch = (id: string) => db`
    select unit from ledger_reserve(array[row(0, ${newId()}, ${id}, 1, 100, null, 'bench')::wish])`
  const [cold, warm] = [ids.slice(0, touches), ids.slice(touches)]
  for (const id of warm) await touch(id)
  return inTurns(1, {
    first: () => load(1, cold.length, (i) => touch(cold[i]!)),
    other: () => load(1, warm.length, (i) => touch(warm[i]!)),
  })
}

/** Reserving and proving the books, before and after a million entries. */
export async function measureGrowth(rig: Rig, count: number) {
  const revision = await revisionOf(rig.db)
  const reserves = () => load(1, count, (i) => reserveBare(rig.db, reserving(rig.people[i % 100]!, revision)))
  await reserves()
  const [{ entries: few }] = await rig.db`select count(*)::int as entries from entries`
  const before = await reserves()
  await writeHistory(rig.db, 1_000_000)
  const [{ entries: many }] = await rig.db`select count(*)::int as entries from entries`
  await reserves()
  const after = await reserves()
  const begun = performance.now()
  const verdicts = await reconcile(rig.db, bookRules)
  const reconcileSeconds = (performance.now() - begun) / 1000
  return { few, many, before, after, reconcileSeconds, broken: verdicts.filter(({ broken }) => broken) }
}

/** A past of so many consistent entries: credits given, runs held and settled, each by its grant. */
async function writeHistory(db: Db, entries: number): Promise<void> {
  const accounts = 20_000
  const runs = Math.ceil((entries - accounts) / 2 / accounts)
  await db.begin(async (tx) => {
    await tx`create temp table past_accounts on commit drop as select gen_random_uuid() as account_id, gen_random_uuid() as grant_id from generate_series(1, ${accounts}::int)`
    await tx`insert into accounts (id, kind, name) select account_id, 'personal', 'past' from past_accounts`
    await tx`insert into balances (account_id, unit, available) select account_id, 'credit', 1000000 - 2 * ${runs}::int from past_accounts`
    await tx`
      insert into grants (id, account_id, kind, source, amount, remaining, description)
      select grant_id, account_id, 'admin', 'past:' || grant_id, 1000000, 1000000 - 2 * ${runs}::int, 'past' from past_accounts`
    await tx`
      insert into entries (account_id, unit, kind, amount, balance_after, grant_id, description)
      select account_id, 'credit', 'grant', 1000000, 1000000, grant_id, 'past' from past_accounts`
    await tx`
      create temp table past_runs on commit drop as
      select gen_random_uuid() as id, account_id, grant_id, n from past_accounts cross join generate_series(1, ${runs}::int) n`
    await tx`
      insert into holds (id, account_id, unit, amount, description, ended_at, settled)
      select id, account_id, 'credit', 2, 'past', now(), 2 from past_runs`
    await tx`
      insert into entries (account_id, unit, kind, amount, held, spent, balance_after, hold_id, description)
      select account_id, 'credit', step, case step when 'hold' then -2 else 0 end, case step when 'hold' then 2 else -2 end,
        case step when 'hold' then 0 else 2 end, 1000000 - 2 * n, id, 'past'
      from past_runs cross join (values ('hold'), ('settle')) s (step) order by n, step`
    await tx`insert into burns (hold_id, grant_id, amount) select id, grant_id, 2 from past_runs`
  })
  await db.unsafe('vacuum analyze')
}

/** Five thousand subscriptions end at the same moment: nobody flips anything, and the next request of each is judged right. */
export async function measureExpiry(rig: Rig, subscriptions: number): Promise<Load> {
  const { db, people } = rig
  await db`
    with subscribers as (
      select id from accounts order by (id = any(${db.array(
        people.map(({ accountId }) => accountId),
        'UUID',
      )})) desc limit ${subscriptions}
    ), lines as (
      insert into subscriptions (id, account_id, plan_id, anchor_day) select gen_random_uuid(), id, 'pro-monthly', 1 from subscribers returning id, account_id
    )
    insert into periods (id, subscription_id, account_id, kind, plan_id, tier, billing_cycle, daily_quota, features, list_price, starts_at, ends_at)
    select gen_random_uuid(), l.id, l.account_id, 'granted', p.plan_id, p.tier, p.billing_cycle, p.daily_quota, p.features, p.price,
      now() - interval '30 days', now() + interval '3 seconds'
    from lines l, plans p where p.plan_id = 'pro-monthly'`
  const status = wire('GET', '/api/quota/status', { authorization: `Bearer ${people[0]!.token}` })
  const live = await overHttp(rig.port, 1, 1, 200, () => status)
  if (live.errors > 0) throw new Error('a live subscriber was not answered')
  await db`select pg_sleep(greatest(0, extract(epoch from max(ends_at) - now()))) from periods where ends_at < now() + interval '10 seconds'`
  const connection = await connect(rig.port)
  const result = await load(1, 200, async (i) => {
    const { token } = people[i % 100]!
    const answer = await connection.ask(
      wire('GET', '/api/quota/status', { authorization: `Bearer ${token}` }),
    )
    if (JSON.parse(answer.body).accountType !== 'payg') throw new Error('an ended subscription still counts')
  })
  connection.close()
  return result
}
