import { afterAll, beforeAll, expect, test } from 'bun:test'
import { forgetEvents } from '#server/events/forget-events.ts'
import { type Db, openDb } from '#server/platform/db.ts'
import { freshDatabase } from '#test/support/database.ts'
import { reserve } from '#test/support/holds.ts'
import { somebody } from '#test/support/people.ts'
import { forgetDecisions } from './forget-decisions.ts'
import { forgetProgress } from './forget-progress.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
let account: string

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.url, { max: 4 })
  account = await somebody(db)
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

test('why a request was refused is kept for thirty days, news for ninety', async () => {
  await db`
    insert into decisions (request_id, account_id, user_id, at, app, action, model_key, refusal, terms)
    select 'request ' || days, ${account}, ${account}, now() - make_interval(days => days), 'a', 'b', 'c', '{}', '{}' from generate_series(1, 100) days`
  await forgetDecisions(db)
  const [decisions] = await db`select count(*)::int as left from decisions`
  expect(decisions).toEqual({ left: 29 })

  await db`
    insert into events (type, account_id, at)
    select 'model.used', ${account}, now() - make_interval(days => days) from generate_series(100, 1, -1) days`
  await forgetEvents(db)
  const [events] = await db`select count(*)::int as left from events where type = 'model.used'`
  expect(events).toEqual({ left: 89 })
})

test('what a run said is kept while it goes on and seven days more, past runs that never end', async () => {
  const ended = async (daysAgo: number | null, events: number) => {
    const [held] = await reserve(db, { accountId: account, credits: 0 })
    await db`
      insert into generations (id, account_id, user_id, app, action, model_key, input, status, unit, held, schedule, outputs_wanted, finished_at)
      values (${held!.hold}, ${account}, ${account}, 'a', 'b', 'c', '{}', ${daysAgo === null ? 'queued' : 'failed'}, 'credit', 0, '{0,0}', 1,
              now() - make_interval(days => ${daysAgo}::int))`
    await db`
      insert into generation_events (generation_id, account_id, kind, data, at)
      select ${held!.hold}, ${account}, 'progress', '{}', now() - make_interval(days => ${(daysAgo ?? 30) + 1}::int) from generate_series(1, ${events})`
    return held!.hold
  }
  const waiting = await ended(null, 5200)
  const old = await ended(8, 5200)
  const young = await ended(6, 3)
  expect(await forgetProgress(db)).toBe(5200)
  const left = await db`select generation_id as id, count(*)::int as events from generation_events group by 1`
  expect(
    Object.fromEntries(left.map(({ id, events }: { id: string; events: number }) => [id, events])),
  ).toEqual({
    [waiting]: 5200,
    [young]: 3,
  })
  const [row] = await db`select status from generations where id = ${old}`
  expect(row).toEqual({ status: 'failed' })
  expect(await forgetProgress(db)).toBe(0)
})
