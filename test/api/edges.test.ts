import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type Client, signUp, stranger } from '#test/support/client.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing
let someone: Client

beforeAll(async () => {
  lumiku = await serving({ worker: false })
  someone = await signUp(lumiku.url)
})
afterAll(() => lumiku.stop())

describe('every answer', () => {
  test('has a request id, the caller’s own when it brings a plain one', async () => {
    const first = await someone.get('/api/me')
    expect(first.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(
      (await someone.get('/api/me', { 'x-request-id': 'trace-12345678' })).headers.get('x-request-id'),
    ).toBe('trace-12345678')
    expect(
      (await someone.get('/api/me', { 'x-request-id': 'no spaces, please' })).headers.get('x-request-id'),
    ).not.toContain(' ')
  })

  test('that refuses is a problem with a code, a status and the request id', async () => {
    const { status, headers, body } = await stranger(lumiku.url).get('/api/me')
    expect(status).toBe(401)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(body).toMatchObject({
      type: expect.any(String),
      title: expect.any(String),
      status: 401,
      code: 'unauthenticated',
      requestId: headers.get('x-request-id'),
    })
  })
})

describe('bad requests', () => {
  test('an unknown route is 404, in the same shape', async () => {
    const { status, body } = await someone.get('/api/nothing-here')
    expect([status, body.code]).toEqual([404, 'not_found'])
  })

  test('what is not JSON is 400', async () => {
    const { status, body } = await someone.request('POST', '/api/apps/video-mixer/generate', {
      headers: { 'content-type': 'application/json' },
      body: '{"clips": [',
    })
    expect([status, body.code]).toEqual([400, 'malformed_json'])
  })

  test('a body over the limit is 413', async () => {
    const { status, body } = await someone.post('/api/apps/video-mixer/generate', {
      name: 'x'.repeat(1_100_000),
    })
    expect([status, body.code]).toEqual([413, 'payload_too_large'])
  })

  test('a list asked for in a foolish way is 422 naming the field', async () => {
    for (const path of [
      '/api/generations?limit=1000',
      '/api/generations?cursor=nonsense',
      '/api/generations?status=lost',
      '/api/credits/history?cursor=%27--',
    ]) {
      const { status, body } = await someone.get(path)
      expect([path, status, body.code]).toEqual([path, 422, 'invalid_input'])
      expect(body.issues[0].path.length).toBeGreaterThan(0)
    }
  })

  test('an id that is no id names nothing', async () => {
    for (const id of ['1', '../../etc/passwd', "' or 1=1 --", '00000000-0000-0000-0000-000000000000']) {
      expect((await someone.get(`/api/generations/${encodeURIComponent(id)}`)).status).toBe(404)
    }
  })

  test('a wrong or old token is 401', async () => {
    for (const token of ['wrong', 'a.b', `${someone.token}x`, '']) {
      const response = await fetch(`${lumiku.url}/api/me`, { headers: { authorization: `Bearer ${token}` } })
      expect(response.status).toBe(401)
    }
    const old = await signUp(lumiku.url)
    await lumiku.platform
      .db`update sessions set expires_at = now() - interval '1 second' where token = ${old.token}`
    expect((await old.get('/api/me')).status).toBe(401)
  })
})

test('long answers travel compressed, and arrive as they were', async () => {
  const path = '/api/openapi.json'
  const plain = await fetch(lumiku.url + path, { headers: { 'accept-encoding': 'identity' } })
  const small = await fetch(lumiku.url + path, { headers: { 'accept-encoding': 'gzip' }, decompress: false })
  expect(small.headers.get('content-encoding')).toBe('gzip')
  const bytes = await small.bytes()
  expect(new TextDecoder().decode(Bun.gunzipSync(bytes))).toBe(await plain.text())
})

describe('the operator', () => {
  test('sees whether Lumiku lives and can serve', async () => {
    expect((await stranger(lumiku.url).get('/health/live')).status).toBe(200)
    const { status, body } = await stranger(lumiku.url).get('/health/ready')
    expect(status).toBe(200)
    expect(body.checks).toEqual({ database: true, queue: true, storage: true })
  })

  test('scrapes metrics on the loopback', async () => {
    await someone.get('/api/me')
    const { status, text } = await stranger(lumiku.url).get('/metrics')
    expect(status).toBe(200)
    const has = (line: string) => text.includes(line)
    expect(has('lumiku_http_request_seconds_count{method="GET",route="/api/me",status="200"}')).toBe(true)
    expect(has('lumiku_generations_open{status="queued"} 0')).toBe(true)
  })

  test('reads the contract as OpenAPI 3.1, and a page that loads nothing from elsewhere', async () => {
    const { body } = await stranger(lumiku.url).get('/api/openapi.json')
    expect(body.openapi).toBe('3.1.0')
    for (const path of [
      '/api/me',
      '/api/apps',
      '/api/apps/{appId}/{action}',
      '/api/generations/{id}',
      '/api/credits/balance',
      '/api/files',
    ]) {
      expect(Object.keys(body.paths)).toContain(path)
    }
    const page = await stranger(lumiku.url).get('/docs')
    expect(page.status).toBe(200)
    expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//)
  })
})
