import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import { type CallbackReceiver, receiveCallbacks } from './callback-receiver.ts'
import { type DuitkuSimulator, startDuitkuSimulator } from './duitku-simulator.ts'

// What the tests of buying rely on: that the stand-in is as strict, and as troublesome, as what it stands for.
const orderId = 'LMK-SIM'
let simulator: DuitkuSimulator
let receiver: CallbackReceiver

beforeAll(() => {
  simulator = startDuitkuSimulator()
  receiver = receiveCallbacks()
})
afterAll(async () => {
  await simulator.stop()
  await receiver.stop()
})
beforeEach(async () => {
  simulator.orders.clear()
  receiver.messages.splice(0)
  expect((await create()).status).toBe(200)
})

const key = () => simulator.env.DUITKU_API_KEY ?? ''
const sign = (text: string) => createHmac('sha256', key()).update(text).digest('hex')
const ordered = () => ({
  paymentAmount: 40_000,
  merchantOrderId: orderId,
  productDetails: 'Lumiku',
  email: 'sari@example.com',
  callbackUrl: receiver.url,
  returnUrl: 'http://127.0.0.1:9/return?x=1',
})

function post(path: string, body: object, headers: Record<string, string> = {}) {
  return fetch(simulator.url + path, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    redirect: 'manual',
  })
}

function create(body: object = {}, timestamp = '1700000000000', signature = sign(`DS99999${timestamp}`)) {
  const headers = {
    'x-duitku-merchantcode': 'DS99999',
    'x-duitku-timestamp': timestamp,
    'x-duitku-signature': signature,
  }
  return post('/api/merchant/createInvoice', { ...ordered(), ...body }, headers)
}

async function refusal(answer: Promise<Response>): Promise<string> {
  const { status, body } = await answer.then(async (each) => ({
    status: each.status,
    body: await each.json(),
  }))
  return `${status} ${body.Message}`
}

test('an invoice needs the right signature, of milliseconds', async () => {
  expect((await create({}, '1700000000000', 'a'.repeat(64))).status).toBe(401)
  expect((await create({}, '1700000000')).status).toBe(401)
})

test('the same order is the same invoice, another amount is refused, a paid one is in progress', async () => {
  const reference = async () => (await (await create()).json()).reference
  expect(await reference()).toBe(await reference())
  expect(await refusal(create({ paymentAmount: 50_000 }))).toBe(
    '400 Amount is different please try again later.',
  )
  await simulator.control.pay(orderId)
  expect(await refusal(create())).toBe('409 The transaction is still in progress.')
})

test('v2 refuses items that do not add up', async () => {
  const merchantOrderId = 'LMK-V2'
  const body = {
    ...ordered(),
    merchantCode: 'DS99999',
    merchantOrderId,
    paymentMethod: 'BC',
    customerVaName: 'Sari',
    signature: sign(`DS99999${merchantOrderId}40000`),
  }
  const items = (price: number) => ({ ...body, itemDetails: [{ name: 'Kredit', price, quantity: 1 }] })
  const path = '/webapi/api/merchant/v2/inquiry'
  expect(await refusal(post(path, items(39_999)))).toBe('409 Payment amount must be equal to all item price')
  expect(await (await post(path, items(40_000))).json()).toMatchObject({ amount: '40000', statusCode: '00' })
  expect(await refusal(post(path, { ...body, signature: 'x' }))).toBe('401 Wrong signature')
  expect(await refusal(post(path, { ...body, paymentMethod: undefined }))).toBe(
    '400 paymentMethod is mandatory',
  )
})

test('its page pays, sends word, and leads back; or leads back first', async () => {
  const { reference } = simulator.orders.get(orderId)!
  const page = await (await fetch(`${simulator.url}/redirect_checkout?reference=${reference}`)).text()
  expect(page).toContain(`action="/simulate/${reference}/pay"`)
  const back = await post(`/simulate/${reference}/pay`, {})
  expect(back.headers.get('location')).toBe(
    `http://127.0.0.1:9/return?x=1&merchantOrderId=${orderId}&reference=${reference}&resultCode=00`,
  )
  expect(receiver.messages).toHaveLength(1)

  simulator.control.redirectFirst(true)
  await post(`/simulate/${reference}/pay`, {})
  expect(receiver.messages).toHaveLength(1)
  await receiver.until(2)
  simulator.control.redirectFirst(false)
  expect((await post(`/simulate/${reference}/cancel`, {})).headers.get('location')).toContain('resultCode=02')
})

test('word is sent again up to five times, in copies, and with any lie', async () => {
  receiver.answer(500, 500, 500, 500, 500, 500)
  const [lost] = await simulator.control.pay(orderId)
  expect(lost).toEqual({ answers: [500, 500, 500, 500, 500, 500], taken: false })
  receiver.answer(200, 503, 503)
  await simulator.control.notify(orderId)
  expect((await simulator.control.notify(orderId))[0]?.answers).toEqual([503, 503, 200])
  expect(await simulator.control.notify(orderId, { copies: 3 })).toHaveLength(3)

  const form = (telling: object) =>
    Object.fromEntries(new URLSearchParams(simulator.control.form(orderId, telling)))
  expect(form({})).toMatchObject({ resultCode: '00', signature: sign(`DS9999940000${orderId}`) })
  expect(form({ amount: '1' })).toMatchObject({ amount: '1', signature: sign(`DS999991${orderId}`) })
  expect(form({ signed: 'wrong' }).signature).not.toBe(form({}).signature)
  expect(form({ extra: { brandNew: '1' } }).brandNew).toBe('1')
})

test('a claim of success while the status says pending is a lie it can tell', async () => {
  const claim = simulator.control.form(orderId, { resultCode: '00' })
  expect(new URLSearchParams(claim).get('resultCode')).toBe('00')
  const body = { merchantCode: 'DS99999', merchantOrderId: orderId, signature: sign(`DS99999${orderId}`) }
  const asked = await post('/webapi/api/merchant/transactionStatus', body)
  expect(await asked.json()).toMatchObject({ statusCode: '01' })
})

test('questions about a status have a ceiling, and orders nobody placed are not found', async () => {
  const ask = (merchantOrderId: string) =>
    post('/api/merchant/transactionStatus', {
      merchantCode: 'DS99999',
      merchantOrderId,
      signature: sign(`DS99999${merchantOrderId}`),
    })
  expect(await refusal(ask('NOBODY'))).toBe('404 Transaction not found')
  simulator.control.statusCeiling(1)
  expect([(await ask(orderId)).status, (await ask(orderId)).status]).toEqual([200, 429])
  simulator.control.statusCeiling(Number.POSITIVE_INFINITY)
})
