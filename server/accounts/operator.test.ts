import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type Desk, openDesk } from '#test/support/desk.ts'
import { demoPassword, seedDemoPeople } from './demo.ts'
import { findAccountByEmail } from './find-account-by-email.ts'
import { forgetExpired } from './forget-expired.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

test('demo people of every kind can sign in, and are made once', async () => {
  const people = await seedDemoPeople(desk.db)
  expect(people.map(({ email, planId }) => [email.split('@')[0], planId])).toEqual([
    ['payg', null],
    ['basic', 'basic-monthly'],
    ['pro', 'pro-monthly'],
    ['enterprise', 'enterprise-monthly'],
    ['admin', null],
  ])
  const known = await desk.db`select plan_id from plans`.then((plans) =>
    plans.map((plan: { plan_id: string }) => plan.plan_id),
  )
  for (const { planId } of people) if (planId) expect(known).toContain(planId)

  for (const { email, userId, accountId } of people) {
    const { user } = await (await desk.post('/api/auth/login', { email, password: demoPassword })).json()
    expect(user).toMatchObject({ id: userId, emailVerified: true })
    expect(await desk.credits(accountId)).toBe(100)
  }
  expect(await seedDemoPeople(desk.db)).toEqual(people)
})

test('the admin among them is one', async () => {
  await seedDemoPeople(desk.db)
  const { token } = await (
    await desk.post('/api/auth/login', { email: 'admin@lumiku.test', password: demoPassword })
  ).json()
  expect((await desk.get('/admin', { authorization: `Bearer ${token}` })).status).toBe(200)
})

test('an operator finds an account by its e-mail, however typed', async () => {
  const { user, email } = await desk.join()
  expect(await findAccountByEmail(desk.db, `  ${email.toUpperCase()} `)).toMatchObject({
    userId: user.id,
    accountId: user.id,
    email,
  })
  expect(await findAccountByEmail(desk.db, 'nobody@example.test')).toBeNull()
})

test('the nightly sweep forgets what has run out and nothing else', async () => {
  const stays = await desk.join()
  const goes = await desk.join()
  await desk.db`update sessions set expires_at = now() - interval '1 minute' where token = ${goes.token}`
  await forgetExpired(desk.db)
  const [{ count }] = await desk.db`select count(*)::int as count from sessions where token = ${goes.token}`
  expect(count).toBe(0)
  expect((await desk.get('/whoami', stays.bearer)).status).toBe(200)
})
