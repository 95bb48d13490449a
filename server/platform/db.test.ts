import { afterAll, beforeAll, expect, test } from 'bun:test'
import { DrizzleQueryError } from 'drizzle-orm/errors'
import { type Db, isUnreachable, openDb } from '#server/platform/db.ts'
import { freshDatabase } from '#test/support/database.ts'
import { type TcpProxy, tcpProxy } from '#test/support/tcp-proxy.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let wire: TcpProxy
let db: Db

beforeAll(async () => {
  database = await freshDatabase()
  const at = new URL(database.url)
  wire = await tcpProxy({ hostname: at.hostname, port: Number(at.port) })
  at.port = String(wire.port)
  db = openDb(at.href, { max: 2, statementSeconds: 1 })
})
afterAll(async () => {
  wire.mend()
  await db.close()
  wire.stop()
  await database.drop()
})

const failing = (question: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(question).then(
    () => expect.unreachable('it did not fail'),
    (error) => error,
  )

test('a statement that takes too long is the database being unable, not a refusal', async () => {
  expect(isUnreachable(await failing(db`select pg_sleep(30)`))).toBe(true)
})

test('a connection the server ends is lost, in a statement and in a transaction, and the pool opens another', async () => {
  expect(isUnreachable(await failing(db`select pg_terminate_backend(pg_backend_pid())`))).toBe(true)
  const inside = db.begin(async (tx) => {
    await tx`select pg_terminate_backend(pg_backend_pid())`
  })
  expect(isUnreachable(await failing(inside))).toBe(true)
  expect(await db`select 1 as n`).toEqual([{ n: 1 }] as never)
})

test('a wire that is cut is lost, also for who says so in other words', async () => {
  wire.cut()
  const error = (await failing(db`select 1`)) as Error
  expect(isUnreachable(error)).toBe(true)
  expect(isUnreachable(new DrizzleQueryError('select 1', [], error))).toBe(true)
  wire.mend()
  while (isUnreachable(await Promise.resolve(db`select 1`).catch((error) => error))) await Bun.sleep(10)
})

test('a refusal is none of this', async () => {
  expect(isUnreachable(await failing(db`select 1 / 0`))).toBe(false)
  expect(isUnreachable(await failing(db`select nothing`))).toBe(false)
  expect(isUnreachable('text')).toBe(false)
})
