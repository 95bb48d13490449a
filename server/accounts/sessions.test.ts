import { afterAll, beforeAll, expect, test } from 'bun:test'
import { cookieOf, type Desk, newcomer, openDesk } from '#test/support/desk.ts'
import { makeAdmin } from './make-admin.ts'
import { sessionCookieName } from './session-cookie.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const ours = { 'sec-fetch-site': 'same-origin' }

test('a token works as a bearer, signed or not, and as the cookie better-auth set', async () => {
  const { token, cookie, bearer } = await desk.join()
  expect(cookie).toStartWith(`${sessionCookieName(desk.config)}=`)
  const signed = cookie.slice(cookie.indexOf('=') + 1)
  expect((await desk.get('/whoami', bearer)).status).toBe(200)
  expect((await desk.get('/whoami', { authorization: `bearer ${signed}` })).status).toBe(200)
  expect((await desk.get('/whoami', { authorization: `Bearer ${decodeURIComponent(signed)}` })).status).toBe(
    200,
  )
  expect((await desk.get('/whoami', { cookie })).status).toBe(200)
  expect((await desk.get('/whoami', { cookie: `theme=dark; ${cookie}; other=1` })).status).toBe(200)
  expect((await desk.get('/whoami', { cookie: `${sessionCookieName(desk.config)}=${token}` })).status).toBe(
    401,
  )
})

test('a tampered cookie opens nothing', async () => {
  const { cookie, token } = await desk.join()
  const other = await desk.join()
  const [name = '', value = ''] = cookie.split(/=(.*)/s)
  const signature = decodeURIComponent(value).split('.')[1] ?? ''
  const tampered = [
    `${other.token}.${signature}`,
    `${token}.${signature.slice(0, -4)}AAA=`,
    `${token}.`,
    `${token}.${signature.slice(0, 10)}`,
    token,
    `.${signature}`,
    '%',
    '%00',
    "' or 1=1 --",
    'x'.repeat(4000),
  ]
  for (const wrong of tampered) {
    const response = await desk.get('/whoami', { cookie: `${name}=${encodeURIComponent(wrong)}` })
    expect(response.status).toBe(401)
    expect((await response.json()).code).toBe('unauthenticated')
    expect((await desk.get('/whoami', { cookie: `${name}=${wrong}` })).status).toBe(401)
  }
  expect((await desk.get('/whoami', { authorization: `Bearer ${token}.${'A'.repeat(43)}=` })).status).toBe(
    401,
  )
})

test('no token, a guessed one and another scheme are strangers, and a wrong bearer is not saved by a cookie', async () => {
  const { cookie } = await desk.join()
  expect((await desk.get('/whoami')).status).toBe(401)
  expect((await desk.get('/whoami', { authorization: `Bearer ${'A'.repeat(32)}` })).status).toBe(401)
  expect((await desk.get('/whoami', { authorization: 'Basic c2FyaTpzYXJp' })).status).toBe(401)
  expect((await desk.get('/whoami', { authorization: 'Bearer ' })).status).toBe(401)
  expect((await desk.get('/whoami', { authorization: 'Bearer nope', cookie })).status).toBe(401)
  expect(await (await desk.get('/maybe')).json()).toEqual({ name: 'stranger' })
})

test('a session that has run out is over, by the clock of the database', async () => {
  const { bearer, cookie, token } = await desk.join()
  await desk.db`update sessions set expires_at = now() - interval '1 second' where token = ${token}`
  expect((await desk.get('/whoami', bearer)).status).toBe(401)
  expect((await desk.get('/whoami', { cookie })).status).toBe(401)
  expect((await desk.get('/api/auth/profile', bearer)).status).toBe(401)
})

test('a session lives on while it is used: renewed once a day, cookie and all', async () => {
  const { cookie, token } = await desk.join()
  const fresh = await desk.get('/whoami', { cookie })
  expect(fresh.headers.getSetCookie()).toEqual([])

  await desk.db`update sessions set expires_at = now() + interval '28 days' where token = ${token}`
  const renewed = await desk.get('/whoami', { cookie })
  expect(cookieOf(renewed)).toBe(cookie)
  expect(renewed.headers.getSetCookie()[0]).toContain('Max-Age=2592000')
  const [{ days }] = await desk.db`
    select extract(epoch from expires_at - now()) / 86400 as days from sessions where token = ${token}`
  expect(Number(days)).toBeGreaterThan(29.9)
  expect((await desk.get('/whoami', { cookie })).headers.getSetCookie()).toEqual([])
})

test('signing out ends the session at once', async () => {
  const { cookie, bearer } = await desk.join()
  const out = await desk.post('/api/auth/sign-out', undefined, { cookie, ...ours })
  expect(out.status).toBe(200)
  expect(out.headers.getSetCookie().join()).toContain('Max-Age=0')
  expect((await desk.get('/whoami', bearer)).status).toBe(401)
  expect((await desk.get('/whoami', { cookie })).status).toBe(401)
})

test('somebody lists their sessions and revokes one; it stops at once, the other goes on', async () => {
  const { email, password, bearer, token } = await desk.join()
  const second = await (await desk.post('/api/auth/sign-in/email', { email, password })).json()
  const phone = { authorization: `Bearer ${second.token}` }
  expect((await desk.get('/whoami', phone)).status).toBe(200)

  const sessions: { token: string }[] = await (await desk.get('/api/auth/list-sessions', bearer)).json()
  expect(sessions.map((session) => session.token).sort()).toEqual([token, second.token].sort())

  expect((await desk.post('/api/auth/revoke-session', { token: second.token }, bearer)).status).toBe(200)
  expect((await desk.get('/whoami', phone)).status).toBe(401)
  expect((await desk.get('/whoami', bearer)).status).toBe(200)
})

test("nobody revokes another person's session", async () => {
  const victim = await desk.join()
  const thief = await desk.join()
  await desk.post('/api/auth/revoke-session', { token: victim.token }, thief.bearer)
  expect((await desk.get('/whoami', victim.bearer)).status).toBe(200)
})

test('all other sessions can be ended, and all of them', async () => {
  const { email, password, bearer } = await desk.join()
  const others = await Promise.all(
    [1, 2, 3].map(async () => (await desk.post('/api/auth/login', { email, password })).json()),
  )
  expect((await desk.post('/api/auth/revoke-other-sessions', {}, bearer)).status).toBe(200)
  for (const { token } of others)
    expect((await desk.get('/whoami', { authorization: `Bearer ${token}` })).status).toBe(401)
  expect((await desk.get('/whoami', bearer)).status).toBe(200)
  expect((await desk.post('/api/auth/revoke-sessions', undefined, bearer)).status).toBe(200)
  expect((await desk.get('/whoami', bearer)).status).toBe(401)
})

test('a page of another site cannot act with our cookie; ours can, a program can, and a bearer always', async () => {
  const { cookie, bearer } = await desk.join()
  const tries: [Record<string, string>, number][] = [
    [{}, 200],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ origin: desk.config.publicUrl }, 200],
    [{ origin: 'http://127.0.0.1:4711', host: '127.0.0.1:4711' }, 200],
  ]
  for (const [headers, status] of tries) {
    const response = await desk.post('/whoami', {}, { cookie, ...headers })
    expect(response.status).toBe(status)
    if (status === 403) expect((await response.json()).code).toBe('forbidden_origin')
  }
  expect((await desk.post('/whoami', {}, { ...bearer, origin: 'https://evil.example' })).status).toBe(200)
  expect((await desk.post('/api/auth/sign-out', {}, { cookie, origin: 'https://evil.example' })).status).toBe(
    403,
  )
  expect((await desk.get('/whoami', { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(200)
})

test('behind https the cookie is Secure and named so; scripts never see it', async () => {
  const secure = await openDesk({ env: { PUBLIC_URL: 'https://lumiku.example' } })
  try {
    const response = await secure.post('/api/auth/sign-up/email', newcomer())
    const [cookie = ''] = response.headers.getSetCookie()
    expect(cookie).toStartWith('__Secure-lumiku.session_token=')
    for (const attribute of ['HttpOnly', 'SameSite=Lax', 'Secure', 'Path=/'])
      expect(cookie).toContain(attribute)
    expect((await secure.get('/whoami', { cookie: cookieOf(response) })).status).toBe(200)
  } finally {
    await secure.close()
  }
})

test('only admins pass the admin door, from the moment they are made one', async () => {
  const { bearer, email } = await desk.join()
  expect((await desk.get('/admin')).status).toBe(401)
  const refused = await desk.get('/admin', bearer)
  expect([refused.status, (await refused.json()).code]).toEqual([403, 'admin_only'])
  expect(await makeAdmin(desk.db, email.toUpperCase())).toBe(true)
  expect((await desk.get('/admin', bearer)).status).toBe(200)
  expect(await makeAdmin(desk.db, 'nobody@example.test')).toBe(false)
})

test('people change their name, language and what pays after the quota; nothing else', async () => {
  const { bearer, user } = await desk.join()
  const change = (body: unknown) =>
    desk.app.request('/api/me', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', ...bearer },
      body: JSON.stringify(body),
    })
  const changed = await change({ name: 'Ibu "Sari" 🌶️', locale: 'en', useCreditsAfterQuota: true })
  expect(changed.status).toBe(200)
  expect(await changed.json()).toMatchObject({
    user: { id: user.id, name: 'Ibu "Sari" 🌶️', locale: 'en' },
    account: { id: user.id, name: 'Ibu "Sari" 🌶️', useCreditsAfterQuota: true },
  })
  expect(await (await change({ useCreditsAfterQuota: false })).json()).toMatchObject({
    user: { name: 'Ibu "Sari" 🌶️', locale: 'en' },
    account: { useCreditsAfterQuota: false },
  })
  for (const wrong of [{ role: 'admin' }, { name: '' }, { locale: 'xx' }, { useCreditsAfterQuota: 'yes' }])
    expect((await change(wrong)).status).toBe(422)
  expect((await (await desk.get('/whoami', bearer)).json()).role).toBe('member')
})
