import { afterAll, beforeAll, expect, test } from 'bun:test'
import { freshDatabase } from '#test/support/database.ts'
import { somebody } from '#test/support/people.ts'
import { answerOnce } from './answer-once.ts'
import { type Db, openDb } from './db.ts'
import { Problem } from './problem.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Db
let accountId: string

beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(database.url, { max: 12 })
  accountId = await somebody(db)
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

const ask = (key: string, fingerprint = 'same') => ({ accountId, key, fingerprint })

test('ten at once are answered by one, with the same bytes', async () => {
  let times = 0
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      answerOnce(db, ask('ten'), async () => ({ status: 201, body: { times: ++times } })),
    ),
  )
  expect(times).toBe(1)
  expect(new Set(answers.map(({ body }) => body))).toEqual(new Set(['{"times":1}']))
  expect(answers.filter(({ replayed }) => replayed)).toHaveLength(9)
})

test('another request with the same key is refused, while the first is under way and after', async () => {
  const going = Promise.withResolvers<void>()
  const first = answerOnce(db, ask('other'), async () => {
    await going.promise
    return { status: 200, body: 1 }
  })
  const refused = () =>
    answerOnce(db, ask('other', 'different'), async () => ({ status: 200, body: 2 })).catch((e) => e.code)
  while ((await db`select 1 from idempotency_keys where key = 'other'`).length === 0) await Bun.sleep(1)
  expect(await refused()).toBe('idempotency_key_reused')
  going.resolve()
  await first
  expect(await refused()).toBe('idempotency_key_reused')
})

test('a refusal is not kept: the same key may be tried again', async () => {
  const refuse = answerOnce(db, ask('again'), async () => {
    throw new Problem('insufficient_credits')
  })
  expect(refuse).rejects.toThrow('insufficient_credits')
  await refuse.catch(() => {})
  expect((await answerOnce(db, ask('again'), async () => ({ status: 201, body: 'ok' }))).replayed).toBe(false)
})

test('what a process left when it died is taken over once its claim has run out', async () => {
  await db`
    insert into idempotency_keys (account_id, key, fingerprint, claimed_until) values (${accountId}, 'dead', 'same', now() + interval '1 hour')`
  const waiting = answerOnce(db, ask('dead'), async () => ({ status: 201, body: 'x' }), { waitSeconds: 0 })
  expect(((await waiting.catch((problem) => problem)) as Problem).code).toBe('idempotency_in_progress')
  await db`update idempotency_keys set claimed_until = now() where key = 'dead'`
  expect(await answerOnce(db, ask('dead'), async () => ({ status: 201, body: 'alive' }))).toMatchObject({
    status: 201,
    body: '"alive"',
  })
})
