import { afterAll, beforeAll, expect, test } from 'bun:test'
import { join } from 'node:path'
import { type Client, media, signUp, stranger } from '#test/support/client.ts'
import { openContract } from '#test/support/contract.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing
let contract: ReturnType<typeof openContract>
let sari: Client
let budi: Client

beforeAll(async () => {
  lumiku = await serving({ worker: false })
  contract = openContract((await stranger(lumiku.url).get('/api/openapi.json')).body)
  ;[sari, budi] = await Promise.all([signUp(lumiku.url), signUp(lumiku.url)])
})
afterAll(() => lumiku.stop())

const mixer = (name: string, document?: unknown) => ({ app: 'video-mixer', name, document })

/** Asks, and holds the answer against the API description. */
async function ask(who: Client, method: string, path: string, status: number, body?: unknown) {
  const answer = await who.request(method, path, {
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  expect([method, path, answer.status, answer.status === status ? '' : answer.text]).toEqual([
    method,
    path,
    status,
    '',
  ])
  const route = path.replace(/\?.*/, '').replace(/projects\/.+/, 'projects/{id}')
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  if (type) expect([path, contract.faults(method, route, status, type, answer.body)]).toEqual([path, null])
  return answer
}

test('unfinished work is kept as it was sent, and comes back until it is deleted', async () => {
  const document = { clips: [], outputs: 3, whatever: { the: ['app', 1.5, null, 'nanti é'] } }
  const made = await ask(sari, 'POST', '/api/projects', 201, mixer('  Promo Lebaran ', document))
  expect(made.body).toMatchObject({ app: 'video-mixer', name: 'Promo Lebaran', document, version: 1 })
  const path = `/api/projects/${made.body.id}`
  expect(made.headers.get('location')).toBe(path)
  expect((await ask(sari, 'GET', path, 200)).body).toEqual(made.body)

  const empty = await ask(sari, 'POST', '/api/projects', 201, { app: 'carousel-mix', name: 'Kosong' })
  expect(empty.body.document).toEqual({})
  await ask(sari, 'DELETE', path, 204)
  await ask(sari, 'GET', path, 404)
  await ask(sari, 'PUT', path, 404, { name: 'Lagi', version: 1 })
  await ask(sari, 'DELETE', path, 404)
})

test('whoever saves over what they have not seen is told so, and the same save asked twice happens once', async () => {
  const { body } = await ask(sari, 'POST', '/api/projects', 201, mixer('Dua tab', { outputs: 1 }))
  const path = `/api/projects/${body.id}`
  const mine = await ask(sari, 'PUT', path, 200, { document: { outputs: 2 }, version: 1 })
  expect(mine.body).toMatchObject({ name: 'Dua tab', document: { outputs: 2 }, version: 2 })
  const again = await ask(sari, 'PUT', path, 200, { document: { outputs: 2 }, version: 1 })
  expect(again.body).toEqual(mine.body)

  const stale = await ask(sari, 'PUT', path, 409, { document: { outputs: 9 }, version: 1 })
  expect(stale.body).toMatchObject({ code: 'stale_version', version: 2 })
  const renamed = await ask(sari, 'PUT', path, 200, { name: 'Satu tab', version: 2 })
  expect(renamed.body).toMatchObject({ name: 'Satu tab', document: { outputs: 2 }, version: 3 })

  const race = await Promise.all(
    [4, 5, 6, 7].map((outputs) =>
      sari.request('PUT', path, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ document: { outputs }, version: 3 }),
      }),
    ),
  )
  expect(race.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
})

test('nobody sees, changes or deletes the projects of another account', async () => {
  const { body } = await ask(sari, 'POST', '/api/projects', 201, mixer('Rahasia', { outputs: 1 }))
  const path = `/api/projects/${body.id}`
  await ask(budi, 'GET', path, 404)
  await ask(budi, 'PUT', path, 404, { name: 'Milikku', version: 1 })
  await ask(budi, 'DELETE', path, 404)
  await ask(stranger(lumiku.url), 'GET', path, 401)
  expect((await ask(budi, 'GET', '/api/projects', 200)).body).toEqual({ items: [], nextCursor: null })
  expect((await ask(sari, 'GET', path, 200)).body).toEqual(body)
})

test('what cannot be kept is refused by its field', async () => {
  const refused = async (body: unknown, path: (string | number)[]) => {
    const { body: said } = await ask(sari, 'POST', '/api/projects', 422, body)
    expect(said.issues[0].path).toEqual(path)
  }
  await refused(mixer('   '), ['name'])
  await refused(mixer('x'.repeat(121)), ['name'])
  await refused(mixer('nul\0'), ['name'])
  await refused(mixer('Daftar', []), ['document'])
  await refused(mixer('Besar', { text: 'é'.repeat(140_000) }), ['document'])
  await refused(mixer('Rusak', { clips: ['a', 'b\0'] }), ['document', 'clips', 1])
  const deep = JSON.parse(`${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`)
  await refused(mixer('Dalam', deep), ['document'])
  await refused({ ...mixer('Asing'), folder: 'x' }, ['folder'])
  await ask(sari, 'POST', '/api/projects', 413, mixer('Raksasa', { text: 'x'.repeat(1_100_000) }))
  await ask(sari, 'POST', '/api/projects', 404, { app: 'no-such-app', name: 'Tersesat' })
  await ask(sari, 'GET', '/api/projects?app=no-such-app', 404)
  for (const cursor of ['x', '2026-13-01T00:00:00.000Z_00000000-0000-7000-8000-000000000000'])
    await ask(sari, 'GET', `/api/projects?cursor=${cursor}`, 422)
  await ask(sari, 'GET', '/api/projects/nothing', 404)

  const { body } = await ask(sari, 'POST', '/api/projects', 201, mixer('Ada'))
  const path = `/api/projects/${body.id}`
  await ask(sari, 'PUT', path, 422, { name: 'Tanpa versi' })
  await ask(sari, 'PUT', path, 422, { version: 1 })
})

test('the list begins with what was saved last, in pages, one app at a time', async () => {
  const who = await signUp(lumiku.url)
  const ids: string[] = []
  for (const name of ['Satu', 'Dua', 'Tiga'])
    ids.push((await ask(who, 'POST', '/api/projects', 201, mixer(name))).body.id)
  await ask(who, 'POST', '/api/projects', 201, { app: 'looping-flow', name: 'Ombak' })
  await ask(who, 'PUT', `/api/projects/${ids[0]}`, 200, { document: { outputs: 5 }, version: 1 })

  const first = (await ask(who, 'GET', '/api/projects?app=video-mixer&limit=2', 200)).body
  expect(first.items.map(({ name }: { name: string }) => name)).toEqual(['Satu', 'Tiga'])
  const second = (
    await ask(who, 'GET', `/api/projects?app=video-mixer&limit=2&cursor=${first.nextCursor}`, 200)
  ).body
  expect(second.items.map(({ name }: { name: string }) => name)).toEqual(['Dua'])
  expect(second.nextCursor).toBeNull()
  expect((await ask(who, 'GET', '/api/projects', 200)).body.items).toHaveLength(4)
})

test('its picture is that of its first file that is still there, and its files may be deleted', async () => {
  const files: string[] = []
  for (const name of ['coffee.png', 'rocket.jpg']) files.push((await sari.upload(join(media, name))).body.id)
  const [coffee = '', rocket = ''] = files
  const theirs = (await budi.upload(join(media, 'chelsea.png'))).body.id
  const document = { grounds: [{ assetId: theirs }, { assetId: coffee }], after: { assetId: rocket } }
  const { body } = await ask(sari, 'POST', '/api/projects', 201, {
    app: 'carousel-mix',
    name: 'Bergambar',
    document,
  })
  const shown = async () =>
    (await ask(sari, 'GET', '/api/projects?app=carousel-mix&limit=1', 200)).body.items[0].thumbnailUrl
  expect(await shown()).toContain(coffee)
  expect((await stranger(lumiku.url).get(await shown())).headers.get('content-type')).toBe('image/webp')
  await ask(sari, 'PUT', `/api/projects/${body.id}`, 200, { name: 'Tetap bergambar', version: 1 })

  expect((await sari.request('DELETE', `/api/files/${coffee}`)).status).toBe(204)
  expect(await shown()).toContain(rocket)
  expect((await ask(sari, 'GET', `/api/projects/${body.id}`, 200)).body.document).toEqual(document)
  expect((await sari.request('DELETE', `/api/files/${rocket}`)).status).toBe(204)
  expect(await shown()).toBeNull()
})

test('an account has a thousand projects at most, however many ask for the last place', async () => {
  const who = await signUp(lumiku.url)
  const accountId = (await who.get('/api/me')).body.account.id
  await lumiku.platform.db`
    insert into projects (id, account_id, app, name, document, files)
    select gen_random_uuid(), ${accountId}, 'video-mixer', 'Proyek ' || n, '{}', '{}' from generate_series(1, 999) n`
  const asked = await Promise.all(['A', 'B', 'C', 'D'].map((name) => who.post('/api/projects', mixer(name))))
  expect(asked.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
  const refused = await ask(who, 'POST', '/api/projects', 409, mixer('Kebanyakan'))
  expect(refused.body).toMatchObject({ code: 'too_many_projects', limit: 1000 })
})
