import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type Client, signUp, stranger } from '#test/support/client.ts'
import { type ApiDescription, openContract } from '#test/support/contract.ts'
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

const base = '/api/admin/payments'
let people = 0

async function ask(method: string, pattern: string, url: string) {
  const answer = await admin.request(method, url)
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  expect([url, contract.faults(method, pattern, answer.status, type, answer.body)]).toEqual([url, null])
  return answer
}
const list = async (query = '') => (await ask('GET', base, `${base}?${query}`)).body
const inspect = async (id: string) => (await ask('GET', `${base}/{id}`, `${base}/${id}`)).body
const check = (id: string) => ask('POST', `${base}/{id}/check`, `${base}/${id}/check`)
const replay = (id: string, message: string) =>
  ask('POST', `${base}/{id}/messages/{messageId}/replay`, `${base}/${id}/messages/${message}/replay`)

async function order(email = `pembeli-${people++}@toko.test`) {
  const who = await signUp(lumiku.url, email)
  const { payment } = (await who.post('/api/credits/purchase', { packId: 'topup-1500' })).body
  return { who, payment }
}

/** The sandbox has the money, and its word of it got lost. */
const payUnheard = (orderId: string) => lumiku.platform.db`
  update sandbox_checkouts set status = 'paid', method = 'NQ', paid_amount = amount where order_id = ${orderId}`

test('orders are listed newest first, by state, and found by address, order and invoice', async () => {
  const { payment: waiting } = await order('sari_dewi@toko.test')
  const { payment: paid } = await order('saridewi@toko.test')
  await atSandbox(paid.url, 'pay')
  const ids = async (query: string) => (await list(query)).items.map(({ id }: { id: string }) => id)

  expect((await ids('')).slice(0, 2)).toEqual([paid.id, waiting.id])
  expect(await ids('status=paid')).toContain(paid.id)
  expect(await ids('status=paid')).not.toContain(waiting.id)
  expect(await ids('q=SariD')).toEqual([paid.id])
  expect(await ids('q=sari_')).toEqual([waiting.id])
  expect(await ids(`q=${waiting.orderId.toLowerCase()}`)).toEqual([waiting.id])
  expect(await ids(`q=${waiting.id}`)).toEqual([waiting.id])
  expect(await ids(`q=${waiting.orderId}&status=paid`)).toEqual([])
  const { invoiceNumber, buyer } = (await list(`q=${paid.orderId}`)).items[0]
  expect(buyer).toMatchObject({ email: 'saridewi@toko.test', name: 'Sari' })
  expect(await ids(`q=${invoiceNumber}`)).toEqual([paid.id])
  expect(await ids('q=nobody@')).toEqual([])
  expect((await admin.get(`${base}?status=stolen`)).status).toBe(422)
})

test('page by page, nothing is missed and nothing told twice', async () => {
  for (let n = 0; n < 3; n += 1) await order()
  const all = (await list('limit=100')).items.map(({ id }: { id: string }) => id)
  const paged: string[] = []
  for (let cursor = ''; ; ) {
    const { items, nextCursor } = await list(`limit=2${cursor}`)
    paged.push(...items.map(({ id }: { id: string }) => id))
    if (nextCursor === null) break
    cursor = `&cursor=${nextCursor}`
  }
  expect(paged).toEqual(all)
})

test('an order tells what it brought, what went back and what its gateway said, secrets masked', async () => {
  const { who, payment } = await order()
  const forged = new URLSearchParams({
    merchantCode: 'SANDBOX',
    amount: String(payment.amount),
    merchantOrderId: payment.orderId,
    resultCode: '00',
    signature: 'palsu-sekali',
  })
  expect(
    (await fetch(`${lumiku.url}/api/payment/sandbox/callback`, { method: 'POST', body: forged })).status,
  ).toBe(400)
  await atSandbox(payment.url, 'pay')
  await admin.post('/api/admin/refunds', { paymentId: payment.id, amount: 30_000, reason: 'antrean macet' })

  const told = await inspect(payment.orderId)
  expect(told).toMatchObject({
    payment: { id: payment.id, status: 'paid', gateway: 'sandbox', buyer: { email: who.email } },
    canAsk: true,
    handedOver: { credits: { given: 1500, used: 0 }, periods: [] },
    refundable: 70_000,
    refunds: [{ kind: 'service', amount: 30_000, status: 'approved' }],
    messages: [
      { verdict: 'fulfilled', placed: true },
      { verdict: 'bad_signature', placed: false },
    ],
  })
  for (const { body } of told.messages) {
    expect(body).toContain(payment.orderId)
    expect(body).toMatch(/signature=••••/)
    expect(body).not.toContain('palsu-sekali')
  }
  const invoice = await admin.get(`${base}/${payment.id}/invoice.pdf`)
  expect([invoice.status, invoice.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(await inspect(payment.id)).toMatchObject({ payment: { id: payment.id } })
})

test('money whose word got lost arrives when an operator asks the gateway, once', async () => {
  const { who, payment } = await order()
  await payUnheard(payment.orderId)
  const asked = await check(payment.id)
  expect(asked.body).toMatchObject({
    result: 'paid',
    order: { payment: { status: 'paid' }, handedOver: { credits: { given: 1500 } } },
  })
  expect((await who.get('/api/credits/balance')).body.balance).toBe(1600)
  expect((await check(payment.id)).body.result).toBe('known')

  const { payment: unpaid } = await order()
  expect((await check(unpaid.id)).body.result).toBe('pending')
  expect((await check(unpaid.id)).body.result).toBe('too_soon')
})

test('a notification that could not be confirmed is judged again, and a forged one stays forged', async () => {
  const { db } = lumiku.platform
  const { who, payment } = await order()
  await payUnheard(payment.orderId)
  const [unconfirmed] = await db`
    insert into gateway_messages (gateway, content_type, body, order_id, event_key, verdict, judged_at)
    values ('sandbox', 'application/x-www-form-urlencoded', ${`merchantOrderId=${payment.orderId}&signature=x`}, ${payment.orderId},
      ${`sandbox:${payment.orderId}`}, 'unconfirmed', now()) returning id::text`
  const [forged] = await db`
    insert into gateway_messages (gateway, content_type, body, verdict, judged_at)
    values ('sandbox', 'application/x-www-form-urlencoded', ${`merchantOrderId=${payment.orderId}&signature=x`}, 'bad_signature', now())
    returning id::text`

  expect((await replay(payment.id, forged.id)).body).toMatchObject({
    message: { placed: false, verdict: expect.stringMatching(/bad_signature|malformed/) },
    order: { payment: { status: 'pending' } },
  })
  expect((await replay(payment.id, unconfirmed.id)).body).toMatchObject({
    message: { verdict: 'fulfilled' },
    order: { payment: { status: 'paid' } },
  })
  expect((await replay(payment.id, unconfirmed.id)).body.message.verdict).toBe('known')
  expect((await who.get('/api/credits/balance')).body.balance).toBe(1600)

  const { payment: other } = await order()
  expect((await replay(other.id, unconfirmed.id)).status).toBe(404)
  expect((await replay(other.id, 'x')).status).toBe(404)
})

test('only operators may, and what is not there is not found', async () => {
  const { who, payment } = await order()
  for (const path of ['', `/${payment.id}`, `/${payment.id}/invoice.pdf`]) {
    expect((await stranger(lumiku.url).get(base + path)).status).toBe(401)
    const refused = await who.get(base + path)
    expect([refused.status, refused.body.code]).toEqual([403, 'admin_only'])
  }
  expect((await who.post(`${base}/${payment.id}/check`)).status).toBe(403)
  expect((await ask('GET', `${base}/{id}`, `${base}/LMK-NONE`)).status).toBe(404)
  expect((await ask('GET', `${base}/{id}/invoice.pdf`, `${base}/${payment.id}/invoice.pdf`)).status).toBe(404)
})
