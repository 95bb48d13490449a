import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type Desk, newcomer, openDesk } from '#test/support/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

test('whoever signs up is in at once, with an account of their own and 100 credits', async () => {
  const { user, bearer, email } = await desk.join({ locale: 'en' })
  expect(user).toMatchObject({ email, emailVerified: true, role: 'member', locale: 'en' })
  expect(await (await desk.get('/whoami', bearer)).json()).toMatchObject({
    userId: user.id,
    accountId: user.id,
    accountKind: 'personal',
    email,
    role: 'member',
    locale: 'en',
    emailVerified: true,
  })
  expect(await desk.credits(user.id)).toBe(100)
})

test("the seeds' names do the same: register, login, profile", async () => {
  const who = newcomer()
  const registered = await desk.post('/api/auth/register', who)
  expect(registered.status).toBe(200)
  expect(registered.headers.get('x-request-id')).toBeTruthy()
  const { token, user } = await registered.json()
  const signedIn = await desk.post('/api/auth/login', { email: who.email, password: who.password })
  expect(signedIn.status).toBe(200)
  expect((await signedIn.json()).user.id).toBe(user.id)
  const profile = await (await desk.get('/api/auth/profile', { authorization: `Bearer ${token}` })).json()
  expect(profile).toMatchObject({
    token,
    user: { id: user.id, email: who.email, name: who.name, emailVerified: true },
  })
  expect(JSON.stringify(profile)).not.toContain('argon2')
})

test('an e-mail is one address however it is typed', async () => {
  const { email, password, user } = await desk.join({ email: 'Ibu.Sari@Example.TEST' })
  expect(user.email).toBe('ibu.sari@example.test')
  const again = await desk.post('/api/auth/sign-in/email', { email: ` ${email.toUpperCase()} `, password })
  expect(again.status).toBe(200)
  const taken = await desk.post('/api/auth/sign-up/email', { ...newcomer(), email: 'IBU.SARI@example.test' })
  expect(taken.status).toBe(409)
})

test('a taken e-mail is said beside its field, as a problem', async () => {
  const { email } = await desk.join()
  const response = await desk.post('/api/auth/sign-up/email', { ...newcomer(), email })
  expect(response.status).toBe(409)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(await response.json()).toMatchObject({
    code: 'email_taken',
    status: 409,
    issues: [{ path: ['email'] }],
    requestId: response.headers.get('x-request-id'),
  })
})

test.each([
  ['a short password', { password: 'pendek7' }, 'password'],
  ['a password nobody types', { password: 'x'.repeat(129) }, 'password'],
  ['no e-mail', { email: 'sari at example' }, 'email'],
  ['an endless e-mail', { email: `${'x'.repeat(250)}@example.test` }, 'email'],
  ['an empty name', { name: '  \n ' }, 'name'],
  ['an endless name', { name: 'n'.repeat(101) }, 'name'],
  ['a name with a NUL', { name: 'Sa\u0000ri' }, 'name'],
  ['a made-up field', { plan: 'pro' }, 'plan'],
  ['the role of an admin', { role: 'admin' }, 'role'],
  ['a verified mark of their own', { emailVerified: true }, 'emailVerified'],
  ['an unknown language', { locale: 'fr' }, 'locale'],
  ['an e-mail that is a list', { email: ['a@example.test'] }, 'email'],
])('%s is refused beside its field', async (_what, wrong, field) => {
  const response = await desk.post('/api/auth/sign-up/email', { ...newcomer(), ...wrong })
  expect(response.status).toBe(422)
  const problem = await response.json()
  expect(problem.code).toBe('invalid_input')
  expect(problem.issues.map((issue: { path: string[] }) => issue.path[0])).toContain(field)
})

test('malformed JSON is 400, a body that is no object 422', async () => {
  const headers = { 'content-type': 'application/json' }
  const broken = await desk.app.request('/api/auth/sign-in/email', {
    method: 'POST',
    headers,
    body: '{"email":',
  })
  expect(broken.status).toBe(400)
  expect((await broken.json()).code).toBe('malformed_json')
  expect((await desk.post('/api/auth/sign-up/email', [])).status).toBe(422)
  expect((await desk.post('/api/auth/sign-up/email', null)).status).toBe(422)
})

test('a path better-auth has but we do not offer is not found', async () => {
  const { bearer } = await desk.join()
  expect((await desk.post('/api/auth/delete-user', {}, bearer)).status).toBe(404)
  expect((await desk.post('/api/auth/update-user', { role: 'admin' }, bearer)).status).toBe(404)
})

test('names keep quotes, emoji and every alphabet, on one line', async () => {
  const names = [
    "Siti 'Nur' O\"Brien",
    '👩🏽‍🍳 Warung 🍜',
    '苏卡尔诺',
    "Robert'); drop table users;--",
    '<script>alert(1)</script>',
  ]
  for (const name of names) expect((await desk.join({ name })).user.name).toBe(name)
  expect((await desk.join({ name: ' Dua\n baris\t ' })).user.name).toBe('Dua baris')
})

test('two people racing for one e-mail: one is in, the other hears it is taken', async () => {
  const who = newcomer()
  const responses = await Promise.all(
    Array.from({ length: 6 }, () => desk.post('/api/auth/sign-up/email', who)),
  )
  expect(responses.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409])
  const [{ count }] = await desk.db`select count(*)::int as count from users where email = ${who.email}`
  expect(count).toBe(1)
})

test('a crowd signs up together: everyone is in, each with an account and exactly 100 credits', async () => {
  const crowd = await Promise.all(Array.from({ length: 60 }, () => desk.join()))
  const ids = crowd.map(({ user }) => user.id)
  expect(new Set(ids).size).toBe(60)
  const [sums] = await desk.db`
    select count(*)::int as people, sum(available)::int as credits from balances
    where account_id in ${desk.db(ids)} and unit = 'credit'`
  expect(sums).toEqual({ people: 60, credits: 6000 })
}, 60_000)
