import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type Desk, newcomer, openDesk } from '#test/support/desk.ts'

/** As in production: nobody is verified until they open the letter. */
let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ verifyThemselves: false })
})
afterAll(() => desk.close())

const urlIn = (letter: { data: Record<string, unknown> } | undefined) => new URL(String(letter?.data.url))
/** What the page /verify does with its token. */
const confirm = (url: URL) => desk.get(`/api/auth/verify-email${url.search}`)

test('a letter asks for confirmation; credits come with it, once, though signing in works before', async () => {
  const { user, email, password, bearer } = await desk.join({ locale: 'en' })
  expect(user.emailVerified).toBe(false)
  expect(await desk.credits(user.id)).toBe(0)
  expect((await desk.post('/api/auth/sign-in/email', { email, password })).status).toBe(200)

  const [letter, ...more] = await desk.letters(email)
  expect(more).toEqual([])
  expect(letter).toMatchObject({ kind: 'verify', locale: 'en', subject: 'Confirm your e-mail for Lumiku' })
  const link = urlIn(letter)
  expect([link.origin, link.pathname]).toEqual([desk.config.publicUrl, '/verify'])
  expect(letter?.html).toContain(link.href)
  expect(letter?.text).toContain(link.href)

  const confirmed = await confirm(link)
  expect([confirmed.status, await confirmed.json()]).toEqual([200, { status: true, user: null }])
  expect(await desk.credits(user.id)).toBe(100)
  expect((await (await desk.get('/whoami', bearer)).json()).emailVerified).toBe(true)

  expect((await confirm(link)).status).toBe(200)
  expect(await desk.credits(user.id)).toBe(100)
})

test('the same letter opened ten times at once gives 100 credits', async () => {
  const { user, email } = await desk.join()
  const link = urlIn((await desk.letters(email))[0])
  await Promise.all(Array.from({ length: 10 }, () => confirm(link)))
  expect(await desk.credits(user.id)).toBe(100)
  const [{ count }] = await desk.db`select count(*)::int as count from grants where account_id = ${user.id}`
  expect(count).toBe(1)
})

test('a forged, altered or expired link confirms nothing and says so', async () => {
  const { user, email } = await desk.join()
  const token = urlIn((await desk.letters(email))[0]).searchParams.get('token') ?? ''
  const [head, , signature] = token.split('.')
  const forged = Buffer.from(JSON.stringify({ email, exp: 4102444800 })).toString('base64url')
  const none = Buffer.from('{"alg":"none"}').toString('base64url')
  for (const wrong of ['nonsense', `${head}.${forged}.${signature}`, `${none}.${forged}.`]) {
    const response = await desk.get(`/api/auth/verify-email?token=${wrong}`)
    expect(response.status).toBe(422)
    expect((await response.json()).issues[0].path).toEqual(['token'])
  }
  expect((await desk.get('/api/auth/verify-email')).status).toBe(422)
  expect(await desk.credits(user.id)).toBe(0)
})

test('confirming never leads to another site', async () => {
  const { email } = await desk.join()
  const link = urlIn((await desk.letters(email))[0])
  link.searchParams.set('callbackURL', 'https://evil.example')
  expect((await confirm(link)).status).toBe(422)
})

test("a letter to an address nobody confirmed carries none of a stranger's words", async () => {
  const { email } = await desk.join({ name: 'You won! http://spam.example' })
  const [letter] = await desk.letters(email)
  expect(letter?.html).not.toContain('spam.example')
  expect(letter?.text).not.toContain('spam.example')
})

test('the letter can be asked for again, three times an hour, and tells nobody who has an account', async () => {
  const { email } = await desk.join()
  for (let i = 0; i < 3; i++)
    expect((await desk.post('/api/auth/send-verification-email', { email })).status).toBe(200)
  expect(await desk.letters(email)).toHaveLength(4)
  expect((await desk.post('/api/auth/send-verification-email', { email })).status).toBe(429)
  const unknown = await desk.post('/api/auth/send-verification-email', { email: 'nobody@example.test' })
  expect([unknown.status, await unknown.json()]).toEqual([200, { status: true }])
  expect(await desk.letters('nobody@example.test')).toEqual([])
})

test('a forgotten password: the letter, a new password, every old session over, the address confirmed', async () => {
  const { user, email, password, bearer } = await desk.join()
  const asked = await desk.post('/api/auth/request-password-reset', { email: email.toUpperCase() })
  expect(asked.status).toBe(200)
  const letter = (await desk.letters(email)).find(({ kind }) => kind === 'reset')
  expect(letter).toMatchObject({ locale: 'id', subject: 'Buat kata sandi baru untuk Lumiku' })
  const link = urlIn(letter)
  expect([link.origin, link.pathname]).toEqual([desk.config.publicUrl, '/reset'])
  const token = link.searchParams.get('token')

  const weak = await desk.post('/api/auth/reset-password', { token, newPassword: 'pendek' })
  expect([weak.status, (await weak.json()).issues[0].path]).toEqual([422, ['newPassword']])
  expect(
    (await desk.post('/api/auth/reset-password', { token, newPassword: 'sandi-yang-baru' })).status,
  ).toBe(200)

  expect((await desk.get('/whoami', bearer)).status).toBe(401)
  expect((await desk.post('/api/auth/sign-in/email', { email, password })).status).toBe(401)
  expect((await desk.post('/api/auth/sign-in/email', { email, password: 'sandi-yang-baru' })).status).toBe(
    200,
  )
  expect(await desk.credits(user.id)).toBe(100)

  const again = await desk.post('/api/auth/reset-password', { token, newPassword: 'sandi-ketiga' })
  expect([again.status, (await again.json()).issues[0].path]).toEqual([422, ['token']])
})

test('a reset link that has run out changes nothing', async () => {
  const { email, password } = await desk.join()
  await desk.post('/api/auth/request-password-reset', { email })
  const token = urlIn((await desk.letters(email)).find(({ kind }) => kind === 'reset')).searchParams.get(
    'token',
  )
  await desk.db`update verifications set expires_at = now() - interval '1 second'`
  expect(
    (await desk.post('/api/auth/reset-password', { token, newPassword: 'sandi-yang-baru' })).status,
  ).toBe(422)
  expect((await desk.post('/api/auth/sign-in/email', { email, password })).status).toBe(200)
})

test('one reset link used twice at once works once', async () => {
  const { email } = await desk.join()
  await desk.post('/api/auth/request-password-reset', { email })
  const token = urlIn((await desk.letters(email)).find(({ kind }) => kind === 'reset')).searchParams.get(
    'token',
  )
  const tries = await Promise.all(
    ['sandi-pertama', 'sandi-kedua-1'].map((newPassword) =>
      desk.post('/api/auth/reset-password', { token, newPassword }),
    ),
  )
  expect(tries.map(({ status }) => status).sort()).toEqual([200, 422])
})

test('asking for a reset says the same whether somebody has the e-mail or not, three times an hour', async () => {
  const { email } = await desk.join()
  const answers: { to: boolean; status: number; body: unknown }[] = []
  for (const to of [email, 'nobody-2@example.test']) {
    for (let i = 0; i < 4; i++) {
      const response = await desk.post('/api/auth/request-password-reset', { email: to })
      const { requestId: _, retryAfter: __, ...body } = await response.json()
      answers.push({ to: to === email, status: response.status, body })
    }
  }
  const [known, unknown] = [true, false].map((which) =>
    answers.filter(({ to }) => to === which).map(({ status, body }) => ({ status, body })),
  )
  expect(known).toEqual(unknown ?? [])
  expect(known?.map(({ status }) => status)).toEqual([200, 200, 200, 429])
  expect((await desk.letters(email)).filter(({ kind }) => kind === 'reset')).toHaveLength(3)
  expect(await desk.letters('nobody-2@example.test')).toEqual([])
})

test('changing the password while signed in: the new one counts, other devices can be signed out', async () => {
  const { email, password, bearer } = await desk.join()
  const phone = await (await desk.post('/api/auth/sign-in/email', { email, password })).json()
  const changed = await desk.post(
    '/api/auth/change-password',
    { currentPassword: password, newPassword: 'sandi-yang-baru', revokeOtherSessions: true },
    bearer,
  )
  expect(changed.status).toBe(200)
  const { token } = await changed.json()
  expect((await desk.get('/whoami', { authorization: `Bearer ${token}` })).status).toBe(200)
  expect((await desk.get('/whoami', { authorization: `Bearer ${phone.token}` })).status).toBe(401)
  expect((await desk.post('/api/auth/sign-in/email', { email, password })).status).toBe(401)
  expect(
    (
      await desk.post('/api/auth/change-password', {
        currentPassword: password,
        newPassword: 'x-yang-lain-1',
      })
    ).status,
  ).toBe(401)
})

test('nobody whose sign-up was refused gets a letter', async () => {
  const { email } = await desk.join()
  await desk.post('/api/auth/sign-up/email', { ...newcomer(), email })
  expect(await desk.letters(email)).toHaveLength(1)
})
