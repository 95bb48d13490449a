import { afterAll, beforeAll, expect, test } from 'bun:test'
import { bookRules } from '#server/generations/book-rules.ts'
import { reconcile } from '#server/ledger/reconcile.ts'
import { type Client, signUp } from '#test/support/client.ts'
import { freshDatabase } from '#test/support/database.ts'
import { rounds } from '#test/support/how-long.ts'
import { serving, type TestServing } from '#test/support/serving.ts'
import { type TcpProxy, tcpProxy } from '#test/support/tcp-proxy.ts'
import { twoClips } from '#test/support/two-clips.ts'

// The wire between the API and its database is cut or clogged while starts are on their way, at another moment each round: before
// the call, within it, in its commit, before its answer.

let database: Awaited<ReturnType<typeof freshDatabase>>
let wire: TcpProxy
let lumiku: TestServing
let people: { who: Client; body: unknown }[]

beforeAll(async () => {
  database = await freshDatabase()
  const at = new URL(database.url)
  wire = await tcpProxy({ hostname: at.hostname, port: Number(at.port) })
  at.host = `127.0.0.1:${wire.port}`
  lumiku = await serving(
    { worker: false },
    { DATABASE_URL: at.toString(), ANSWER_SECONDS: '2', LOG_LEVEL: 'silent' },
  )
  people = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const who = await signUp(lumiku.url)
      const clips = await twoClips(who)
      const { account } = (await who.get('/api/me')).body
      await lumiku.platform
        .db`select ledger_grant(${account.id}, 'admin', ${`wire:${account.id}`}, 100000, 'for the wire')`
      return { who, body: { clips, outputs: 1 } }
    }),
  )
})
afterAll(async () => {
  wire.mend()
  await lumiku.stop()
  wire.stop()
  await database.drop()
})

test('cut or clogged at any moment: nothing is free, and the same key says what became of each', async () => {
  const count = rounds(10, 60)
  for (let round = 0; round < count; round++) {
    const asks = Array.from({ length: 16 }, (_, i) => ({ ...people[i % 4]!, key: `round-${round}-${i}` }))
    const start = ({ who, body, key }: (typeof asks)[number]) =>
      who.post('/api/apps/video-mixer/generate', body, { 'idempotency-key': key })
    const first = Promise.all(asks.map(start))
    await Bun.sleep((round * 7) % 40)
    if (round % 3 === 2) wire.clog()
    else wire.cut()
    const answers = await first
    for (const { status } of answers) expect([202, 503]).toContain(status)
    wire.mend()
    while ((await people[0]!.who.get('/api/me')).status !== 200) await Bun.sleep(20)

    for (const [i, ask] of asks.entries()) {
      let resolved = await start(ask)
      while (resolved.status === 503) resolved = await start(ask)
      expect(resolved.status).toBe(202)
      if (answers[i]!.status === 202) expect(resolved.text).toBe(answers[i]!.text)
    }
  }
  const [sums] = await lumiku.platform.db`
    select (select count(*)::int from generations) as runs, (select count(*)::int from holds where ended_at is null) as holds,
           (select count(*)::int from graphile_worker.jobs where task_identifier = 'perform') as jobs`
  expect(sums).toEqual({ runs: count * 16, holds: count * 16, jobs: count * 16 })
  for (const { says, broken } of await reconcile(lumiku.platform.db, bookRules))
    expect({ says, broken }).toEqual({ says, broken: undefined })
}, 600_000)
