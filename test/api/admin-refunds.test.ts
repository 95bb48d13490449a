import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type Client, signUp, stranger } from '#test/support/client.ts'
import { type ApiDescription, openContract } from '#test/support/contract.ts'
import { reserve } from '#test/support/holds.ts'
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

async function buyer(packId = 'topup-1500') {
  const who = await signUp(lumiku.url)
  const accountId: string = (await who.get('/api/me')).body.account.id
  const { payment } = (await who.post('/api/credits/purchase', { packId })).body
  await atSandbox(payment.url, 'pay')
  return { who, accountId, payment }
}

async function review(state: 'open' | 'decided', query = '') {
  const { status, body } = await admin.get(`/api/admin/refunds?state=${state}${query}`)
  expect([status, contract.faults('GET', '/api/admin/refunds', status, 'application/json', body)]).toEqual([
    200,
    null,
  ])
  return body
}

test('an operator sees who asks, what it was for, how much of it is used, and decides', async () => {
  const { who, accountId, payment } = await buyer()
  const [held] = await reserve(lumiku.platform.db, { accountId, credits: 850 })
  await lumiku.platform.db`select ledger_settle(${held!.hold}, 850)`
  await who.post('/api/refunds', { paymentId: payment.id, reason: 'tidak cocok' })

  const [asked] = (await review('open')).items
  expect(asked).toMatchObject({
    status: 'requested',
    reason: 'tidak cocok',
    amount: 50_000,
    credits: 750,
    buyer: { accountId, email: who.email, name: 'Sari' },
    payment: { orderId: payment.orderId, item: { packId: 'topup-1500', credits: 1500 }, amount: 100_000 },
    usage: { unit: 'credit', used: 750, given: 1500 },
  })

  await admin.post(`/api/admin/refunds/${asked.id}/approve`, { note: 'benar' })
  expect((await review('open')).items).toMatchObject([{ id: asked.id, status: 'approved', note: 'benar' }])
  expect((await review('decided')).items).toEqual([])
  await admin.post(`/api/admin/refunds/${asked.id}/paid`, { reference: 'BCA 0412' })
  expect((await review('open')).items).toEqual([])
  expect((await review('decided')).items).toMatchObject([
    { id: asked.id, status: 'paid', paidReference: 'BCA 0412' },
  ])
})

test('a subscription tells the quota that was used while it ran', async () => {
  const who = await signUp(lumiku.url)
  const accountId: string = (await who.get('/api/me')).body.account.id
  const { payment } = (await who.post('/api/subscription/subscribe', { planId: 'pro-monthly' })).body
  await atSandbox(payment.url, 'pay')
  const [held] = await reserve(lumiku.platform.db, { accountId, quota: 7, dailyLimit: 100 })
  await lumiku.platform.db`select ledger_settle(${held!.hold}, 7)`
  await who.post('/api/subscription/cancel', { refund: true, reason: 'salah paket' })
  const found = (await review('open')).items.find(
    (each: { buyer: { accountId: string } }) => each.buyer.accountId === accountId,
  )
  expect(found).toMatchObject({ payment: { kind: 'subscribe' }, usage: { unit: 'quota', used: 7 } })
})

test('a service refund that is sent again with one key, in a row or at once, goes back once; for another sum it is refused', async () => {
  const { payment } = await buyer()
  const ask = (amount = 20_000) =>
    admin.post(
      '/api/admin/refunds',
      { paymentId: payment.id, amount, reason: 'antrean macet' },
      { 'idempotency-key': `service-${payment.id}` },
    )
  const [first, ...rest] = await Promise.all(Array.from({ length: 10 }, () => ask()))
  expect([first!.status, first!.body.refund.status]).toEqual([201, 'approved'])
  expect(new Set([first!, ...rest, await ask()].map(({ text }) => text)).size).toBe(1)
  const other = await ask(10_000)
  expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
  const rows = await lumiku.platform.db`select amount from refunds where payment_id = ${payment.id}`
  expect(rows.map(({ amount }: { amount: number }) => amount)).toEqual([20_000])
})

test('open ones come oldest first and decided ones newest first, page by page', async () => {
  const before = (await review('open')).items.length
  for (let n = 0; n < 3; n += 1) {
    const { who, payment } = await buyer()
    await who.post('/api/refunds', { paymentId: payment.id, reason: `alasan ${n}` })
  }
  const paged = async (state: 'open' | 'decided') => {
    const all: { id: string }[] = []
    for (let cursor = ''; ; ) {
      const { items, nextCursor } = await review(state, `&limit=2${cursor}`)
      all.push(...items)
      if (nextCursor === null) return all.map(({ id }) => id)
      cursor = `&cursor=${nextCursor}`
    }
  }
  const open = await paged('open')
  expect(open).toHaveLength(before + 3)
  expect(open).toEqual(open.toSorted())
  const rejected: string[] = []
  for (const id of open)
    if ((await admin.post(`/api/admin/refunds/${id}/reject`, {})).status === 200) rejected.push(id)
  expect(rejected.length).toBeGreaterThanOrEqual(3)
  const decided = await paged('decided')
  expect(decided).toEqual(decided.toSorted().toReversed())
  expect(decided).toEqual(expect.arrayContaining(rejected))
})

test('only operators may', async () => {
  const { who } = await buyer()
  expect((await stranger(lumiku.url).get('/api/admin/refunds')).status).toBe(401)
  const refused = await who.get('/api/admin/refunds')
  expect([refused.status, refused.body.code]).toEqual([403, 'admin_only'])
  expect((await admin.get('/api/admin/refunds?state=all')).status).toBe(422)
})
