import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedCatalog } from '#server/access/seed-catalog.ts'
import { remindRenewals } from '#server/billing/remind.ts'
import { type Db, openDb } from '#server/platform/db.ts'
import { openEmbeddedPostgres } from '#server/platform/embedded-postgres.ts'
import { migrate } from '#server/platform/migrate.ts'

/** Everybody's period ends at once: how long the clock needs to tell them all, and how long for each when there are twenty times as many. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'lumiku-bench-'))
  const postgres = await openEmbeddedPostgres(folder, { durable: true })
  const db = openDb(postgres.url, { max: 4, statementSeconds: 600 })
  try {
    await migrate(db, postgres.url)
    await seedCatalog(db)
    const few = await remind(db, 5_000)
    const many = await remind(db, 100_000)
    const again = await timed(() => remindRenewals(db))
    const rows = [
      ['5,000 subscriptions end: seconds', few.seconds.toFixed(2)],
      ['100,000 subscriptions end: seconds', many.seconds.toFixed(2)],
      ['time for each, 100,000 ÷ 5,000', (many.seconds / 100_000 / (few.seconds / 5_000)).toFixed(2)],
      ['letters owed', String(few.told + many.told)],
      ['asked again: seconds, letters', `${again.seconds.toFixed(2)}, ${again.told}`],
    ] as const
    for (const [what, figure] of rows) console.log(`${what.padEnd(40)}${figure}`)
    const out = join(import.meta.dir, '../out')
    await mkdir(out, { recursive: true })
    await Bun.write(join(out, 'billing.json'), `${JSON.stringify({ few, many, again }, null, 2)}\n`)
    if (few.told !== 5_000 || many.told !== 100_000 || again.told !== 0)
      throw new Error('somebody was not told exactly once')
  } finally {
    await db.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function remind(db: Db, count: number) {
  await db`
    with people as (
      insert into users (id, name, email) select gen_random_uuid(), 'Bench', gen_random_uuid() || '@example.test' from generate_series(1, ${count}::int) returning id
    ), lines as (
      insert into subscriptions (id, account_id, plan_id, anchor_day) select gen_random_uuid(), id, 'pro-monthly', 1 from people returning id, account_id
    )
    select count(*) from lines`
  await db`
    insert into periods (id, subscription_id, account_id, kind, plan_id, tier, billing_cycle, daily_quota, features, list_price, worth, starts_at, ends_at)
    select gen_random_uuid(), s.id, s.account_id, 'paid', p.plan_id, p.tier, p.billing_cycle, p.daily_quota, p.features, p.price, p.price,
      now() - interval '28 days', now() + interval '2 days'
    from subscriptions s, plans p where p.plan_id = 'pro-monthly' and not exists (select from periods where subscription_id = s.id)`
  await db.unsafe('analyze')
  return timed(() => remindRenewals(db))
}

async function timed(work: () => Promise<number>): Promise<{ told: number; seconds: number }> {
  const begun = performance.now()
  const told = await work()
  return { told, seconds: (performance.now() - begun) / 1000 }
}
