import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type Desk, newcomer, openDesk } from '#test/support/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ env: { TRUST_PROXY: 'true' } })
})
afterAll(() => desk.close())

/** Every test comes from an address of its own, so that their counts do not meet. */
const from = (address: string) => ({ 'x-forwarded-for': address })

test('a wrong password is 401 and says no more than for an e-mail nobody has', async () => {
  const { email } = await desk.join()
  const wrong = await desk.post(
    '/api/auth/sign-in/email',
    { email, password: 'salah-sekali' },
    from('10.0.0.1'),
  )
  const unknown = await desk.post(
    '/api/auth/login',
    { email: 'nobody@example.test', password: 'salah-sekali' },
    from('10.0.0.1'),
  )
  const said = await Promise.all(
    [wrong, unknown].map(async (response) => ({ status: response.status, ...(await response.json()) })),
  )
  expect(said[0].status).toBe(401)
  expect(said[0].code).toBe('unauthenticated')
  expect(said[0].title).toBe(said[1].title)
  expect(said[0].detail).toBe(said[1].detail)
  expect(wrong.headers.getSetCookie()).toEqual([])
})

test('ten wrong passwords, then even the right one waits, and is told how long', async () => {
  const { email, password } = await desk.join()
  for (let i = 0; i < 10; i++)
    expect(
      (await desk.post('/api/auth/sign-in/email', { email, password: `salah ${i}` }, from('10.0.0.2')))
        .status,
    ).toBe(401)
  const refused = await desk.post('/api/auth/sign-in/email', { email, password }, from('10.0.0.3'))
  expect(refused.status).toBe(429)
  expect(await refused.json()).toMatchObject({ code: 'rate_limited', limit: 10 })
  const wait = Number(refused.headers.get('retry-after'))
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(600)
  expect(refused.headers.get('ratelimit-policy')).toBe('"sign-in";q=10;w=600')
  expect(refused.headers.get('ratelimit')).toBe(`"sign-in";r=0;t=${wait}`)
  expect(refused.headers.get('ratelimit-remaining')).toBe('0')
})

test('a right password clears what was wrong before', async () => {
  const { email, password } = await desk.join()
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 9; i++)
      expect(
        (await desk.post('/api/auth/login', { email, password: 'salah-sekali' }, from('10.0.0.4'))).status,
      ).toBe(401)
    expect((await desk.post('/api/auth/login', { email, password }, from('10.0.0.4'))).status).toBe(200)
  }
})

test('guessing in a crowd gains nothing: of thirty at once exactly ten are looked at', async () => {
  const { email } = await desk.join()
  const answers = await Promise.all(
    Array.from({ length: 30 }, () =>
      desk.post('/api/auth/sign-in/email', { email, password: 'salah-sekali' }, from('10.0.0.5')),
    ),
  )
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(10)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(20)
})

test('the same person signing in on twenty devices at once is let in on all', async () => {
  const { email, password } = await desk.join()
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      desk.post('/api/auth/sign-in/email', { email, password }, from('10.0.0.6')),
    ),
  )
  expect(answers.every(({ status }) => status === 200)).toBe(true)
})

test('one address trying many e-mails is stopped after a hundred; its neighbours are not', async () => {
  const guesses = Array.from({ length: 100 }, (_, i) =>
    desk.post(
      '/api/auth/sign-in/email',
      { email: `spray-${i}@example.test`, password: 'musim-hujan' },
      from('10.0.0.7'),
    ),
  )
  for (const { status } of await Promise.all(guesses)) expect(status).toBe(401)
  const { email, password } = await desk.join()
  expect((await desk.post('/api/auth/sign-in/email', { email, password }, from('10.0.0.7'))).status).toBe(429)
  expect((await desk.post('/api/auth/sign-in/email', { email, password }, from('10.0.0.8'))).status).toBe(200)
}, 60_000)

test('guessing the current password of an open session counts too', async () => {
  const { bearer, password } = await desk.join()
  const change = (currentPassword: string) =>
    desk.post(
      '/api/auth/change-password',
      { currentPassword, newPassword: 'kata-sandi-lain' },
      { ...bearer, ...from('10.0.0.9') },
    )
  for (let i = 0; i < 10; i++) {
    const wrong = await change(`salah ${i}`)
    expect(wrong.status).toBe(422)
    expect((await wrong.json()).issues[0].path).toEqual(['currentPassword'])
  }
  expect((await change(password)).status).toBe(429)
})

test('in production an address signs up twenty times an hour, counted across processes', async () => {
  const env = {
    LUMIKU_ENV: 'production',
    DUITKU_MERCHANT_CODE: 'DS00000',
    DUITKU_API_KEY: 'a key of nobody',
    LUMIKU_SECRET: 'x'.repeat(40),
    PUBLIC_URL: 'https://lumiku.example',
    SMTP_URL: 'smtp://127.0.0.1:1',
    TRUST_PROXY: 'true',
  }
  const production = await openDesk({ env })
  try {
    const signUp = (address: string) => production.post('/api/auth/sign-up/email', newcomer(), from(address))
    for (let i = 0; i < 20; i++) expect((await signUp('203.0.113.9')).status).toBe(200)
    expect((await signUp('203.0.113.9')).status).toBe(429)
    expect((await signUp('203.0.113.10')).status).toBe(200)
    // What one process counted stands in the database for the next.
    const twin = production.again()
    const refused = await twin.request('/api/auth/sign-up/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...from('203.0.113.9') },
      body: JSON.stringify(newcomer()),
    })
    expect(refused.status).toBe(429)
  } finally {
    await production.close()
  }
}, 60_000)

test('the counts tell nobody who tried', async () => {
  const { email } = await desk.join()
  await desk.post('/api/auth/sign-in/email', { email, password: 'salah-sekali' }, from('10.0.0.11'))
  const rows = await desk.db`select key from rate_limits`
  expect(rows.length).toBeGreaterThan(0)
  for (const { key } of rows) {
    expect(key).not.toContain(email)
    expect(key).not.toContain('10.0.0.11')
  }
})
