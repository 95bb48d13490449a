import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type Client, signUp, stranger } from '#test/support/client.ts'
import { type ApiDescription, openContract } from '#test/support/contract.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
import { atSandbox } from '#test/support/pay.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing
let admin: Client
let contract: ReturnType<typeof openContract>

beforeAll(async () => {
  lumiku = await serving({ worker: false })
  admin = await signUp(lumiku.url)
  await lumiku.platform.db`update users set role = 'admin' where email = ${admin.email}`
  contract = openContract((await admin.get('/api/openapi.json')).body as ApiDescription)
})
afterAll(() => lumiku.stop())

const base = '/api/admin/plans'

async function offers() {
  const { status, body } = await admin.get(base)
  expect([status, contract.faults('GET', base, 200, 'application/json', body)]).toEqual([200, null])
  return body.plans as { planId: string; subscribers: number; trials: number }[]
}
const offer = async (planId: string) => (await offers()).find((each) => each.planId === planId)

async function change(planId: string, body: unknown, by = admin) {
  const answer = await by.request('PATCH', `${base}/${planId}`, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  expect(contract.faults('PATCH', `${base}/{planId}`, answer.status, type, answer.body)).toBeNull()
  return answer
}

async function subscriber(planId: string) {
  const who = await signUp(lumiku.url)
  const { payment } = (await who.post('/api/subscription/subscribe', { planId })).body
  await atSandbox(payment.url, 'pay')
  return { who, accountId: (await who.get('/api/me')).body.account.id }
}

test('free days begin when an operator says so, and end for new people when they say so', async () => {
  const who = await signUp(lumiku.url)
  const asked = { planId: 'basic-monthly', trial: true }
  expect((await who.post('/api/subscription/subscribe', asked)).body.code).toBe('trial_used')
  expect((await change('basic-monthly', { trialDays: 7 })).body.plan).toMatchObject({
    trialDays: 7,
    trials: 0,
  })
  expect((await who.post('/api/subscription/subscribe', asked)).status).toBe(201)
  expect(await offer('basic-monthly')).toMatchObject({ trials: 1, subscribers: 1 })
  await change('basic-monthly', { trialDays: 0 })
  expect((await who.get('/api/subscription/status')).body.isActive).toBe(true)
  const late = await signUp(lumiku.url)
  expect((await late.post('/api/subscription/subscribe', asked)).status).toBe(409)
})

test('a plan that is taken off sale is sold to nobody, and kept and renewed by those who are on it', async () => {
  const { who, accountId } = await subscriber('pro-monthly')
  expect(await offer('pro-monthly')).toMatchObject({ enabled: true, subscribers: 1, price: 299_000 })
  await change('pro-monthly', { enabled: false })

  const other = await signUp(lumiku.url)
  expect((await other.post('/api/subscription/subscribe', { planId: 'pro-monthly' })).status).toBe(404)
  const sold = (await other.get('/api/subscription/plans')).body.plans
  expect(sold.map(({ planId }: { planId: string }) => planId)).not.toContain('pro-monthly')
  expect((await who.get('/api/subscription/status')).body).toMatchObject({ isActive: true, tier: 'pro' })
  await letDaysPass(lumiku.platform.db, 29, { account: accountId })
  const { payment } = (await who.post('/api/subscription/renew-payment')).body
  await atSandbox(payment.url, 'pay')
  await letDaysPass(lumiku.platform.db, 4, { account: accountId })
  expect(await offer('pro-monthly')).toMatchObject({ enabled: false, subscribers: 1 })

  await change('pro-monthly', { enabled: true })
  expect((await other.post('/api/subscription/subscribe', { planId: 'pro-monthly' })).status).toBe(201)
})

test('saying what is already so does not make a plan the operator’s own', async () => {
  const edited = async () =>
    (await lumiku.platform.db`select edited_at from plans where plan_id = 'enterprise-monthly'`)[0].edited_at
  await change('enterprise-monthly', { enabled: true, trialDays: 0 })
  expect(await edited()).toBeNull()
  await change('enterprise-monthly', { trialDays: 3 })
  expect(await edited()).not.toBeNull()
})

test.each([
  ['a price', 'pro-yearly', { price: 1 }, 'price'],
  ['free days of a free plan', 'free-forever', { trialDays: 7 }, 'trialDays'],
  ['fewer than no days', 'pro-yearly', { trialDays: -1 }, 'trialDays'],
  ['half a year of days', 'pro-yearly', { trialDays: 180 }, 'trialDays'],
  ['nothing', 'pro-yearly', {}, ''],
])('%s cannot be set', async (_, planId, body, field) => {
  const answer = await change(planId, body)
  expect([answer.status, answer.body.issues[0].path.join('.')]).toEqual([422, field])
})

test('only operators may, and only of plans there are', async () => {
  expect((await stranger(lumiku.url).get(base)).status).toBe(401)
  const who = await signUp(lumiku.url)
  expect((await who.get(base)).body.code).toBe('admin_only')
  expect((await change('pro-yearly', { enabled: false }, who)).status).toBe(403)
  expect((await change('gold-daily', { enabled: false })).status).toBe(404)
})
