import { afterAll, beforeAll, expect, test } from 'bun:test'
import { endGeneration } from '#server/generations/end.ts'
import { type Client, signUp } from '#test/support/client.ts'
import { reserve } from '#test/support/holds.ts'
import { serving, type TestServing } from '#test/support/serving.ts'
import { twoClips } from '#test/support/two-clips.ts'

// How often the database is asked, by the server's own count. The moment between "may I" and "it is paid" is one call.

let lumiku: TestServing
let who: Client
let body: { clips: { assetId: string }[]; outputs: number }

beforeAll(async () => {
  lumiku = await serving({ worker: false })
  await lumiku.platform.db`create extension if not exists pg_stat_statements`
  who = await signUp(lumiku.url)
  const clips = await twoClips(who)
  body = { clips, outputs: 1 }
})
afterAll(() => lumiku.stop())

/** The statements that reach the database while something is done, each as often as it was executed. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const { db } = lumiku.platform
  await db`select pg_stat_statements_reset(0, (select oid from pg_database where datname = current_database()), 0)`
  await work()
  const rows: { query: string; calls: string }[] = await db`
    select query, calls from pg_stat_statements
    where dbid = (select oid from pg_database where datname = current_database()) and toplevel and query not like '%pg_stat_statements%'
    order by query`
  return rows.flatMap(({ query, calls }) => Array<string>(Number(calls)).fill(query))
}

const asks = (statements: string[], what: string) => statements.filter((query) => query.includes(what))

test('starting a run: who is it, which files, and one call that holds it', async () => {
  const statements = await statementsOf(async () => {
    expect(
      (await who.post('/api/apps/video-mixer/generate', body, { 'idempotency-key': 'once' })).status,
    ).toBe(202)
  })
  expect(asks(statements, 'start_generations')).toHaveLength(1)
  expect(asks(statements, 'from sessions')).toHaveLength(1)
  expect(asks(statements, 'from assets')).toHaveLength(1)
  expect(statements).toHaveLength(3)
})

test('thirty-two at once share their calls', async () => {
  const statements = await statementsOf(async () => {
    const answers = await Promise.all(
      Array.from({ length: 32 }, () => who.post('/api/apps/video-mixer/generate', body)),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(32).fill(202))
  })
  expect(asks(statements, 'start_generations').length).toBeLessThan(32)
})

test('a refusal comes with its priced exits in the same call', async () => {
  const poor = await signUp(lumiku.url)
  const clips = await twoClips(poor)
  const { account } = (await poor.get('/api/me')).body
  await reserve(lumiku.platform.db, { accountId: account.id, credits: 100 })
  const statements = await statementsOf(async () => {
    const refused = await poor.post('/api/apps/video-mixer/generate', {
      clips,
      outputs: 1,
    })
    expect([refused.status, refused.body.exits.length]).toEqual([402, 2])
  })
  expect(asks(statements, 'start_generations')).toHaveLength(1)
  expect(statements).toHaveLength(3)
})

test('a quote is one call', async () => {
  const statements = await statementsOf(async () => {
    expect((await who.post('/api/apps/video-mixer/generate/quote', body)).status).toBe(200)
  })
  expect(asks(statements, 'preview_run')).toHaveLength(1)
  expect(statements).toHaveLength(3)
})

test('settling all or part, and releasing, are one call each', async () => {
  const { db } = lumiku.platform
  const { id } = (await who.post('/api/apps/video-mixer/generate', body)).body.generation
  const [run] = await db`select * from claim_generation(${id}, interval '1 minute')`
  const settled = await statementsOf(async () => {
    expect(await endGeneration(lumiku.platform, run, {})).toBe(true)
  })
  expect(settled).toHaveLength(1)
  expect(asks(settled, 'end_generation')).toHaveLength(1)
})
