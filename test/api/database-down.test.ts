import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type Client, signUp } from '#test/support/client.ts'
import { freshDatabase } from '#test/support/database.ts'
import { serving, type TestServing } from '#test/support/serving.ts'
import { type TcpProxy, tcpProxy } from '#test/support/tcp-proxy.ts'
import { twoClips } from '#test/support/two-clips.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
let wire: TcpProxy
let lumiku: TestServing
let who: Client
let body: Record<string, unknown>

beforeAll(async () => {
  database = await freshDatabase()
  const at = new URL(database.url)
  wire = await tcpProxy({ hostname: at.hostname, port: Number(at.port) })
  at.host = `127.0.0.1:${wire.port}`
  lumiku = await serving(
    { worker: false },
    { DATABASE_URL: at.toString(), ANSWER_SECONDS: '2', LOG_LEVEL: 'silent' },
  )
  who = await signUp(lumiku.url)
  const clips = await twoClips(who)
  body = { clips, outputs: 1 }
})
afterAll(async () => {
  wire.mend()
  await lumiku.stop()
  wire.stop()
  await database.drop()
})

async function recovered() {
  while ((await who.get('/api/me')).status !== 200) await Bun.sleep(50)
}

test('the database is gone: 503 with Retry-After, never free work, and it recovers by itself', async () => {
  wire.cut()
  for (const answer of [
    await who.get('/api/me'),
    await who.get('/api/auth/get-session'),
    await who.post('/api/apps/video-mixer/generate', body),
    await who.get('/api/credits/balance'),
  ]) {
    expect([answer.status, answer.body.code]).toEqual([503, 'unavailable'])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  }
  expect((await who.get('/health/live')).status).toBe(200)
  expect((await who.get('/health/ready')).status).toBe(503)

  wire.mend()
  await recovered()
  expect((await who.get('/health/ready')).status).toBe(200)
  expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 100, held: 0 })
  expect((await who.get('/api/generations')).body.items).toEqual([])
}, 60_000)

test('the database does not answer: 503 after a bounded wait, and the same key resolves what became of the request', async () => {
  const key = { 'idempotency-key': 'through-the-clog' }
  wire.clog()
  const answers = await Promise.all([
    who.get('/api/me'),
    who.post('/api/apps/video-mixer/generate', body, key),
  ])
  expect(answers.map(({ status }) => status)).toEqual([503, 503])

  wire.mend()
  await recovered()
  const resolved = await who.post('/api/apps/video-mixer/generate', body, key)
  expect(resolved.status).toBe(202)
  expect((await who.post('/api/apps/video-mixer/generate', body, key)).text).toBe(resolved.text)
  expect((await who.get('/api/generations')).body.items).toHaveLength(1)
  expect((await who.get('/api/credits/balance')).body).toEqual({ balance: 98, held: 2 })
}, 60_000)
