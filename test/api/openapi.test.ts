import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { openCatalog } from '#server/access/catalog.ts'
import { openAuth } from '#server/accounts/auth.ts'
import { createApi } from '#server/api.ts'
import { grantPlan } from '#server/billing/grant-plan.ts'
import { statuses } from '#server/platform/problem.ts'
import { type Client, media, readEvents, signUp, stranger } from '#test/support/client.ts'
import { type ApiDescription, openContract } from '#test/support/contract.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing
let api: ApiDescription
let contract: ReturnType<typeof openContract>

beforeAll(async () => {
  lumiku = await serving()
  api = (await stranger(lumiku.url).get('/api/openapi.json')).body
  contract = openContract(api)
})
afterAll(() => lumiku.stop())

/** Pages for people and parts of pages: what no program calls. */
const pages = [
  '/docs',
  '/docs/problems',
  '/docs/start.js',
  '/docs/assets/:file',
  '/dev/mail',
  '/dev/mail.json',
  '/dev/mail/:id',
  '/dev/mail/:id/:filename',
  '/sandbox/pay/:reference',
  '/sandbox/pay/:reference/method',
  '/sandbox/pay/:reference/:act',
  '/*',
  // Whatever lies below answers OPTIONS as /api/uploads does.
  '/api/uploads/*',
]

function described(): string[] {
  return Object.entries(api.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
}

describe('the API description', () => {
  test('is valid OpenAPI 3.1, and every schema in it is one', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(api))
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined })
    expect(api.openapi).toStartWith('3.1')
    contract.compileAll()
  })

  test('tells every route there is and none that is not', async () => {
    const { platform } = lumiku
    const routes = createApi(platform, openAuth(platform), await openCatalog(platform))
      .routes.filter(({ method, path }) => method !== 'ALL' && !pages.includes(path))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
    expect(described().sort()).toEqual([...new Set(routes)].sort())
  })

  test('gives every operation a name of its own, a tag, a summary and an answer', () => {
    const operations = Object.values(api.paths).flatMap((each) => Object.values(each))
    const ids = operations.map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const operation of operations) {
      expect(operation).toMatchObject({ tags: [expect.any(String)], summary: expect.any(String) })
      expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true)
    }
  })

  test('says which routes are open to everyone, and it is so', async () => {
    const answers = await Promise.all(
      described()
        .filter((route) => !route.endsWith('/api/uploads'))
        .map(async (route) => {
          const [method = '', path = ''] = route.split(' ')
          const needsSession = api.paths[path]?.[method.toLowerCase()]?.security === undefined
          const { status } = await stranger(lumiku.url).request(
            method,
            path.replaceAll(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000'),
            method === 'POST' || method === 'PATCH'
              ? { headers: { 'content-type': 'application/json' }, body: '{}' }
              : {},
          )
          return [route, needsSession, status]
        }),
    )
    // A wrong password is 401 too, but an empty body is refused before it comes to that.
    for (const [route, needsSession, status] of answers)
      expect([route, status === 401]).toEqual([route, needsSession])
  })

  test('explains every problem on a page of its own, in both languages', async () => {
    const { status, text } = await stranger(lumiku.url).get('/docs/problems')
    expect(status).toBe(200)
    for (const [code, answered] of Object.entries(statuses)) {
      expect(text).toContain(`<section id="${code}">`)
      expect(text.slice(text.indexOf(`id="${code}"`))).toMatch(new RegExp(`<small>${answered}</small>`))
    }
  })
})

/** Asks, and holds the answer against the description. */
async function ask(
  who: Client,
  method: string,
  path: string,
  url: string,
  expected: number,
  init: RequestInit = {},
) {
  const answer = await who.request(method, url, init)
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  expect([method, url, answer.status, answer.status === expected ? '' : answer.text]).toEqual([
    method,
    url,
    expected,
    '',
  ])
  expect([url, contract.faults(method, path, expected, type, answer.body)]).toEqual([url, null])
  return answer
}

const asJson = (body: unknown): RequestInit => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

describe('what the server answers is what the description says', () => {
  let who: Client
  let accountId: string
  let clips: string[]

  beforeAll(async () => {
    who = await signUp(lumiku.url)
    accountId = (await who.get('/api/me')).body.account.id
    clips = []
    for (const name of ['car-detection.mp4', 'bottle-detection.mp4']) {
      const { status, body } = await who.upload(join(media, name))
      expect([status, contract.faults('POST', '/api/files', 201, 'application/json', body)]).toEqual([
        201,
        null,
      ])
      clips.push(body.id)
    }
  })

  const mix = (outputs: number) => ({
    clips: clips.map((assetId) => ({ assetId })),
    outputs,
    format: { resolution: '480p', aspect: '1:1', quality: 'low' },
    mix: { window: { kind: 'random', clipSeconds: 1 } },
  })
  const run = '/api/apps/{appId}/{action}'
  const generate = '/api/apps/video-mixer/generate'

  const reads = [
    '/api/me',
    '/api/auth/profile',
    '/api/auth/get-session',
    '/api/auth/list-sessions',
    '/api/subscription/plans',
    '/api/subscription/status',
    '/api/credits/packs',
    '/api/credits/balance',
    '/api/credits/history',
    '/api/catalog',
    '/api/apps',
    '/api/models/popular',
    '/api/models/usage',
    '/api/quota/status',
    '/api/quota/history',
    '/api/files',
    '/api/projects',
    '/api/generations',
    '/health/live',
    '/health/ready',
    '/api/openapi.json',
  ]

  async function askEverything() {
    for (const path of reads) await ask(who, 'GET', path, path, 200)
    for (const app of ['video-generator', 'poster-editor', 'video-mixer', 'carousel-mix', 'looping-flow'])
      await ask(who, 'GET', '/api/apps/{appId}/models', `/api/apps/${app}/models?include=locked`, 200)
    await ask(who, 'GET', '/api/files/{id}', `/api/files/${clips[0]}`, 200)
  }

  test('a run from quote to results, its events and its books', async () => {
    await ask(who, 'POST', `${run}/quote`, `${generate}/quote`, 200, asJson(mix(1)))
    const { body } = await ask(who, 'POST', run, generate, 202, asJson(mix(1)))
    const path = `/api/generations/${body.generation.id}`
    const account = readEvents(who, `${lumiku.url}/api/events`, ({ data }) => data.kind === 'done')
    const events = await readEvents(who, `${lumiku.url}${path}/events`, ({ event }) => event === 'done')
    expect(events.map(({ event }) => event)).toContain('output')
    for (const event of events)
      expect([
        event.event,
        contract.faults('GET', '/api/generations/{id}/events', 200, 'text/event-stream', event),
      ]).toEqual([event.event, null])
    for (const event of await account)
      expect([event.event, contract.faults('GET', '/api/events', 200, 'text/event-stream', event)]).toEqual([
        event.event,
        null,
      ])

    const { body: ended } = await ask(who, 'GET', '/api/generations/{id}', path, 200)
    expect(ended.status).toBe('succeeded')
    await askEverything()

    const file = await who.get(ended.outputs[0].url, { range: 'bytes=0-3' })
    expect(file.status).toBe(206)
    const zip = await who.get(`${path}/archive`)
    expect(zip.headers.get('content-type')).toBe('application/zip')
    await ask(who, 'POST', '/api/generations/{id}/cancel', `${path}/cancel`, 409)
    const again = await ask(who, 'POST', '/api/generations/{id}/retry', `${path}/retry`, 202)
    await ask(
      who,
      'POST',
      '/api/generations/{id}/cancel',
      `/api/generations/${again.body.generation.id}/cancel`,
      202,
    )
    await ask(who, 'GET', '/api/generations/{id}', `/api/generations/${again.body.generation.id}`, 200)
  }, 120_000)

  test('a repeated key is answered again, and refused for another body', async () => {
    const keyed = (outputs: number): RequestInit => ({
      ...asJson(mix(outputs)),
      headers: { 'content-type': 'application/json', 'idempotency-key': 'one-press' },
    })
    const { body } = await ask(who, 'POST', run, generate, 202, keyed(20))
    expect((await ask(who, 'POST', run, generate, 202, keyed(20))).headers.get('idempotency-replayed')).toBe(
      'true',
    )
    await ask(who, 'POST', run, generate, 422, keyed(1))
    await ask(who, 'POST', '/api/generations/{id}/retry', `/api/generations/${body.generation.id}/retry`, 409)
    await ask(who, 'DELETE', '/api/files/{id}', `/api/files/${clips[0]}`, 409)
    await ask(
      who,
      'POST',
      '/api/generations/{id}/cancel',
      `/api/generations/${body.generation.id}/cancel`,
      202,
    )
  }, 60_000)

  test('refusals: by input, by money, by plan, by quota, by what is not there', async () => {
    const { db } = lumiku.platform
    await ask(stranger(lumiku.url), 'GET', '/api/me', '/api/me', 401)
    await ask(who, 'POST', run, generate, 422, asJson({ ...mix(1), surprise: true }))
    await ask(
      who,
      'POST',
      run,
      generate,
      422,
      asJson({ ...mix(1), clips: [{ assetId: clips[0] }, { assetId: clips[0] }] }),
    )
    await ask(who, 'POST', run, generate, 400, { ...asJson(''), body: '{' })
    await ask(who, 'POST', run, generate, 413, asJson({ name: 'x'.repeat(1_100_000) }))
    await ask(
      who,
      'POST',
      run,
      generate,
      404,
      asJson({ ...mix(1), clips: [{ assetId: 'gone' }, { assetId: 'lost' }] }),
    )
    await ask(who, 'POST', run, '/api/apps/video-generator/generate', 409, asJson({}))
    await ask(who, 'GET', '/api/generations/{id}', '/api/generations/nothing', 404)
    await ask(who, 'GET', '/api/generations', '/api/generations?limit=1000', 422)
    await ask(who, 'POST', `${run}/quote`, `${generate}/quote`, 402, asJson(mix(100)))
    await ask(who, 'POST', run, generate, 402, asJson(mix(100)))

    const key = 'video-mixer:ffmpeg-standard'
    await db`update models set tier = 'pro' where key = ${key}`
    await ask(who, 'POST', run, generate, 403, asJson(mix(1)))
    await db`update models set tier = 'free' where key = ${key}`

    await grantPlan(db, { accountId, planId: 'basic-monthly', reason: 'test' })
    await askEverything()
    await ask(who, 'POST', `${run}/quote`, `${generate}/quote`, 200, asJson(mix(1)))
    const { headers } = await ask(who, 'POST', run, generate, 429, asJson(mix(100)))
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    await db`update accounts set use_credits_after_quota = true where id = ${accountId}`
    await ask(who, 'POST', run, generate, 402, asJson(mix(100)))
  }, 60_000)

  test('files that are no media, too many, and gone', async () => {
    const form = new FormData()
    form.set('file', new File(['just words'], 'clip.mp4'))
    await ask(who, 'POST', '/api/files', '/api/files', 415, { body: form })
    await ask(who, 'POST', '/api/files', '/api/files', 422)
    await lumiku.platform.db`update accounts set storage_limit = 1 where id = ${accountId}`
    const full = await who.upload(join(media, 'car-detection.mp4'))
    expect([
      full.status,
      contract.faults('POST', '/api/files', 413, 'application/problem+json', full.body),
    ]).toEqual([413, null])
    expect((await who.request('DELETE', `/api/files/${clips[1]}`)).status).toBe(204)
    await ask(who, 'DELETE', '/api/files/{id}', `/api/files/${clips[1]}`, 404)
    const wrong = await ask(
      stranger(lumiku.url),
      'GET',
      '/files/{id}/{name}',
      `/files/${clips[0]}/a.mp4?e=1&s=x`,
      404,
    )
    expect(wrong.body.code).toBe('not_found')
  }, 60_000)

  test('a resumable upload: its asset, and what the protocol refuses', async () => {
    const someone = await signUp(lumiku.url)
    const bytes = await Bun.file(join(media, 'bottle-detection.mp4')).bytes()
    const tus = { 'tus-resumable': '1.0.0' }
    const begun = await someone.request('POST', '/api/uploads', {
      headers: {
        ...tus,
        'upload-length': String(bytes.length),
        'upload-metadata': `filename ${btoa('a.mp4')}`,
      },
    })
    expect(begun.status).toBe(201)
    const url = begun.headers.get('location') ?? ''
    const append = (offset: number): RequestInit => ({
      headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
      body: bytes,
    })
    await ask(someone, 'PATCH', '/api/uploads/{id}', url, 409, append(7))
    const { body } = await ask(someone, 'PATCH', '/api/uploads/{id}', url, 200, append(0))
    await ask(someone, 'GET', '/api/files/{id}', `/api/files/${body.id}`, 200)
    await ask(someone, 'GET', '/api/uploads/{id}', '/api/uploads/nothing', 404)
  }, 60_000)

  test('people: signing up and in, passwords, sessions', async () => {
    const nobody = stranger(lumiku.url)
    const auth = (name: string) => `/api/auth/${name}`
    const person = { email: `contract-${process.pid}@example.test`, password: 'rahasia-banget' }
    const post = (name: string, status: number, body: unknown, by = nobody) =>
      ask(by, 'POST', auth(name), auth(name), status, asJson(body))

    await post('sign-up/email', 200, { ...person, name: 'Sari' })
    await post('register', 409, { ...person, name: 'Sari' })
    await post('register', 200, { ...person, email: `x${person.email}`, name: 'Budi', locale: 'en' })
    const { body } = await post('sign-in/email', 200, person)
    await post('login', 200, person)
    await post('login', 401, { ...person, password: 'salah-banget' })
    await post('sign-up/email', 422, person)
    await post('request-password-reset', 200, { email: person.email })
    await post('reset-password', 422, { token: 'wrong', newPassword: 'rahasia-lagi' })
    await post('send-verification-email', 200, { email: 'nobody@example.test' })
    await ask(nobody, 'GET', auth('verify-email'), `${auth('verify-email')}?token=wrong`, 422)
    await ask(nobody, 'GET', auth('get-session'), auth('get-session'), 200)

    const person2 = {
      ...nobody,
      request: (method: string, path: string, init: RequestInit = {}) =>
        nobody.request(method, path, {
          ...init,
          headers: { ...init.headers, authorization: `Bearer ${body.token}` },
        }),
    }
    await ask(person2, 'PATCH', '/api/me', '/api/me', 200, asJson({ name: 'Sari Dewi', locale: 'en' }))
    await ask(person2, 'PATCH', '/api/me', '/api/me', 422, asJson({ role: 'admin' }))
    const sessions = await ask(person2, 'GET', auth('list-sessions'), auth('list-sessions'), 200)
    await post(
      'revoke-session',
      200,
      { token: sessions.body.find((each: { token: string }) => each.token !== body.token).token },
      person2,
    )
    await post('revoke-other-sessions', 200, {}, person2)
    const change = { currentPassword: person.password, newPassword: 'lebih-rahasia' }
    await post('change-password', 422, { ...change, currentPassword: 'bukan-ini' }, person2)
    await post('change-password', 200, change, person2)
    await post('sign-out', 200, {}, person2)
    await ask(person2, 'GET', '/api/me', '/api/me', 401)
  }, 60_000)
})
