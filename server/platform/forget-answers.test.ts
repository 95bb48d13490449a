import { afterAll, beforeAll, expect, test } from 'bun:test'
import { freshDatabase } from '#test/support/database.ts'
import { somebody } from '#test/support/people.ts'
import { type Db, openDb } from './db.ts'
import { deleteInBatches } from './delete-in-batches.ts'
import { forgetAnswers } from './forget-answers.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.url, { max: 2 })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

test('answers to requests are kept for three days, and more than a batch is forgotten', async () => {
  const account = await somebody(db)
  await db`
    insert into idempotency_keys (account_id, key, fingerprint, created_at)
    select ${account}, hours || ' hours', '', now() - make_interval(hours => hours) from generate_series(70, 6000) hours`
  expect(await forgetAnswers(db)).toBe(6000 - 71)
  const left = await db`select key from idempotency_keys where account_id = ${account} order by key`
  expect(left.map(({ key }: { key: string }) => key)).toEqual(['70 hours', '71 hours'])
})

test('deleting goes on until a batch comes back short', async () => {
  const sizes = [10, 10, 3, 10]
  expect(await deleteInBatches(async () => ({ count: sizes.shift() ?? 0 }), 10)).toBe(23)
  expect(sizes).toEqual([10])
})
