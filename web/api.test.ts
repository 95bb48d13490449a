import { afterAll, expect, test } from 'bun:test'
import { ApiProblem, api, problemFrom } from './api.ts'

function answer(status: number, body: unknown, headers: Record<string, string> = {}) {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
}

test('a refusal keeps its code, its fields and what the dialog needs', async () => {
  const problem = await problemFrom(
    answer(402, {
      type: 'about:blank',
      title: 'Not enough credits',
      status: 402,
      code: 'insufficient_credits',
      required: 20,
      current: 6,
      exits: [{ kind: 'buy_credits', packId: 'topup-1500', amount: 100_000 }],
      requestId: 'req-1',
    }),
  )
  expect(problem).toMatchObject({
    status: 402,
    code: 'insufficient_credits',
    requestId: 'req-1',
    details: {
      required: 20,
      current: 6,
      exits: [{ kind: 'buy_credits', packId: 'topup-1500', amount: 100_000 }],
    },
  })
})

test('the fields of a 422 come as lists of steps, however they were written', async () => {
  const problem = await problemFrom(
    answer(422, {
      code: 'invalid_input',
      issues: [
        { path: ['clips', 0, 'assetId'], message: 'No such clip' },
        { path: 'format.fps', message: 'Unknown' },
      ],
    }),
  )
  expect(problem.issues).toEqual([
    { path: ['clips', 0, 'assetId'], message: 'No such clip' },
    { path: ['format', 'fps'], message: 'Unknown' },
  ])
})

test('a limit on attempts says how long to wait', async () => {
  const problem = await problemFrom(answer(429, { code: 'rate_limited' }, { 'Retry-After': '42' }))
  expect(problem.details.retryAfter).toBe(42)
})

test('a proxy’s page of HTML is a problem too, with the id of the request', async () => {
  const problem = await problemFrom(answer(502, '<h1>Bad gateway</h1>', { 'X-Request-Id': 'req-2' }))
  expect(problem).toMatchObject({ status: 502, code: 'unavailable', requestId: 'req-2' })
})

const seen: { method: string; key: string | null; body: unknown }[] = []
const server = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  async fetch(request) {
    const text = await request.text()
    seen.push({
      method: request.method,
      key: request.headers.get('Idempotency-Key'),
      body: text === '' ? null : JSON.parse(text),
    })
    return request.method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json({ ok: true })
  },
})
afterAll(() => server.stop(true))

test('one key goes with one press of the button, and a body is sent as JSON', async () => {
  await api.post(`${server.url}run`, { outputs: 3 }, { idempotencyKey: 'press-1' })
  expect(seen.at(-1)).toEqual({ method: 'POST', key: 'press-1', body: { outputs: 3 } })
})

test('an answer without content is no failure', async () => {
  expect(await api.del(`${server.url}files/1`)).toBeUndefined()
})

test('no signal is told apart from a refusal', async () => {
  const closed = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: () => new Response() })
  const url = `${closed.url}`
  await closed.stop(true)
  const problem = await api.get(url).catch((thrown) => thrown)
  expect(problem).toBeInstanceOf(ApiProblem)
  expect(problem).toMatchObject({ status: 0, code: 'offline' })
})
