import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { type Asking, ask, isReplayed, ordering, said } from '#test/support/ask-again.ts'
import { type Client, signUp } from '#test/support/client.ts'
import { atSandbox } from '#test/support/pay.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let lumiku: TestServing

beforeAll(async () => {
  lumiku = await serving({ worker: false })
})
afterAll(() => lumiku.stop())

async function subscriber(): Promise<Client> {
  const who = await signUp(lumiku.url)
  const { payment } = (await who.post('/api/subscription/subscribe', { planId: 'basic-monthly' })).body
  await atSandbox(payment.url, 'pay')
  return who
}

interface Case {
  who(): Promise<Client>
  same: Asking
  other: Asking
}

const path = (name: string, body: unknown): Asking => ({ path: name, body })
const stranger = () => signUp(lumiku.url)
const cases: Record<string, Case> = {
  '/api/credits/purchase': {
    who: stranger,
    same: path('/api/credits/purchase', { packId: 'topup-1500' }),
    other: path('/api/credits/purchase', { packId: 'topup-4000' }),
  },
  '/api/subscription/subscribe': {
    who: stranger,
    same: path('/api/subscription/subscribe', { planId: 'pro-monthly' }),
    other: path('/api/subscription/subscribe', { planId: 'basic-monthly' }),
  },
  '/api/subscription/create-payment': {
    who: stranger,
    same: path('/api/subscription/create-payment', { planId: 'pro-monthly' }),
    other: path('/api/credits/purchase', { packId: 'topup-4000' }),
  },
  '/api/subscription/change-plan': {
    who: subscriber,
    same: path('/api/subscription/change-plan', { planId: 'pro-monthly' }),
    other: path('/api/subscription/change-plan', { planId: 'enterprise-monthly' }),
  },
  '/api/subscription/renew-payment': {
    who: subscriber,
    same: path('/api/subscription/renew-payment', {}),
    other: path('/api/subscription/change-plan', { planId: 'pro-monthly' }),
  },
}

test('every POST that orders is tried here', () => {
  expect(Object.keys(cases).sort()).toEqual([...ordering].sort())
})

describe.each(Object.entries(cases))('POST %s', (_, { who, same, other }) => {
  test('in a row and at once: the same bytes, one order; with another request 422', async () => {
    const client = await who()
    const before = (await client.get('/api/payments')).body.items.length
    const first = await ask(client, same, 'k')
    expect([200, 201]).toContain(first.status)
    const again = await Promise.all(Array.from({ length: 9 }, () => ask(client, same, 'k')))
    expect(new Set([first, ...again].map(said)).size).toBe(1)
    expect(again.every(isReplayed)).toBe(true)
    const refused = await ask(client, other, 'k')
    expect([refused.status, refused.body.code]).toEqual([422, 'idempotency_key_reused'])
    expect((await client.get('/api/payments')).body.items).toHaveLength(before + 1)
  })

  test('ten at the same instant: one order', async () => {
    const client = await who()
    const before = (await client.get('/api/payments')).body.items.length
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(client, same, 'at once')))
    expect(new Set(answers.map(said)).size).toBe(1)
    expect(answers.filter(isReplayed)).toHaveLength(9)
    expect((await client.get('/api/payments')).body.items).toHaveLength(before + 1)
  })

  test('a process that died after writing the order: the same key finds that order when its claim has run out', async () => {
    const client = await who()
    const first = await ask(client, same, 'died')
    await lumiku.platform.db`
      update idempotency_keys set status = null, body = null, claimed_until = now() - interval '1 second' where key = 'died'`
    await lumiku.platform
      .db`update payments set url = null, reference = null where id = ${first.body.payment.id}`
    const again = await ask(client, same, 'died')
    expect(again.status).toBe(first.status)
    expect(again.body.payment.orderId).toBe(first.body.payment.orderId)
    expect(again.body.payment.url).toBe(first.body.payment.url)
    await lumiku.platform.db`delete from idempotency_keys where key = 'died'`
  })
})
