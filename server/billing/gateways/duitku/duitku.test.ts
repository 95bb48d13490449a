import { afterAll, beforeEach, describe, expect, test } from 'bun:test'
import { readConfig } from '#server/platform/config.ts'
import { startDuitkuSimulator } from '#test/support/duitku-simulator.ts'
import { keptLog } from '#test/support/kept-log.ts'
import { gatewayConformance } from '../gateway.conformance.ts'
import { type CheckoutOrder, GatewayError } from '../gateway.ts'
import { openDuitku } from './duitku.ts'

const patience = { tryMs: 300, allMs: 2000, waitMs: 5 }

function open(env: Record<string, string>, options: { now?: () => Date } = {}) {
  const { log, lines } = keptLog()
  const { duitku } = readConfig({ ...env, LUMIKU_SECRET: 'x'.repeat(32) })
  return { gateway: openDuitku(duitku!, log, { patience, ...options }), lines }
}

for (const scheme of ['hmac-sha256', 'legacy'] as const)
  gatewayConformance(`Duitku (${scheme})`, async () => {
    const simulator = startDuitkuSimulator({ requests: scheme, callbacks: scheme })
    const paths = { create: /createInvoice/, status: /transactionStatus/ }
    const { control } = simulator
    return {
      gateway: open(simulator.env).gateway,
      signsBody: true,
      pay: async (orderId, amount) => void (await control.pay(orderId, { amount })),
      lapse: async (orderId) => void (await control.end(orderId, 'expired')),
      repeat: async (orderId) => void (await control.notify(orderId, { extra: { brandNewField: 'x' } })),
      forge: ({ body, headers }) => ({
        body: body.replace(/(?<=signature=)\w+/, (right) => '0'.repeat(right.length)),
        headers,
      }),
      count: async (orderId) => (simulator.orders.has(orderId) ? 1 : 0),
      trouble: {
        order: (what, fault, times) => control.fault(paths[what], fault, times),
        heal: control.heal,
      },
      close: simulator.stop,
    }
  })

describe('Duitku', () => {
  const simulator = startDuitkuSimulator()
  const { control, requests } = simulator
  const now = () => new Date('2026-11-20T03:00:00Z')
  const { gateway, lines } = open(simulator.env, { now })
  let order: CheckoutOrder
  let serial = 0

  beforeEach(() => {
    control.heal()
    requests.splice(0)
    order = {
      orderId: `LMK-DUITKU-${++serial}`,
      amount: 99_000,
      description: 'Lumiku Basic Monthly',
      items: [
        { name: 'Basic Monthly', amount: 109_000 },
        { name: 'HEMAT10', amount: -10_000 },
      ],
      customer: { name: 'Sari Dewi', email: 'sari@example.com' },
      returnUrl: 'https://lumiku.example/payment/return',
      callbackUrl: 'http://127.0.0.1:9/callback',
      expiresAt: new Date('2026-11-21T03:00:30Z'),
      locale: 'en',
    }
  })
  afterAll(() => simulator.stop())

  test('an invoice says what it is for, line by line, and when it ends', async () => {
    const checkout = await gateway.createCheckout(order)
    expect(requests[0]?.body).toEqual({
      paymentAmount: 99_000,
      merchantOrderId: order.orderId,
      productDetails: 'Lumiku Basic Monthly',
      email: 'sari@example.com',
      customerVaName: 'Sari Dewi',
      itemDetails: [
        { name: 'Basic Monthly', price: 109_000, quantity: 1 },
        { name: 'HEMAT10', price: -10_000, quantity: 1 },
      ],
      customerDetail: { firstName: 'Sari Dewi', lastName: '', email: 'sari@example.com' },
      callbackUrl: order.callbackUrl,
      returnUrl: order.returnUrl,
      expiryPeriod: 1440,
    })
    expect(checkout.expiresAt).toEqual(new Date('2026-11-21T03:00:00Z'))
    expect(new URL(checkout.url).searchParams.get('lang')).toBe('en')
  })

  test('texts are cut to the lengths Duitku takes, and no character in half', async () => {
    const name = `${'a'.repeat(19)}👩‍👧‍👦${'b'.repeat(60)}`
    await gateway.createCheckout({
      ...order,
      description: 'x'.repeat(400),
      items: [{ name, amount: order.amount }],
      customer: { ...order.customer, name },
    })
    const body = requests[0]?.body as {
      customerVaName: string
      productDetails: string
      itemDetails: { name: string }[]
    }
    expect([body.customerVaName, body.productDetails.length]).toEqual(['a'.repeat(19), 255])
    expect(body.itemDetails[0]?.name.length).toBe(50)
  })

  test('an order that is being handled is asked for again, then found by its status', async () => {
    const busy = { status: 409, body: { Message: 'The transaction is still in progress.' } }
    control.fault(/createInvoice/, busy, 1)
    const { reference, url } = await gateway.createCheckout(order)
    control.fault(/createInvoice/, busy, 9)
    expect(await gateway.createCheckout(order)).toMatchObject({ reference, url })
  })

  test('an order that was paid is not opened again', async () => {
    await gateway.createCheckout(order)
    await control.pay(order.orderId, { tell: false })
    expect(await codeOf(gateway.createCheckout(order))).toBe('in_progress')
  })

  test('a refusal says whether it is the keys, the amount or something else', async () => {
    const refused = async (status: number, Message: string) => {
      control.fault(/createInvoice/, { status, body: { Message } }, 9)
      const code = await codeOf(gateway.createCheckout(order))
      control.heal()
      return code
    }
    expect(await refused(401, 'unauthorized')).toBe('unauthorized')
    expect(await refused(404, 'Merchant not found')).toBe('unauthorized')
    expect(await refused(400, 'Maximum Payment exceeded')).toBe('amount_too_large')
    expect(await refused(400, 'Minimum Payment 10000 IDR')).toBe('amount_too_small')
    expect(await refused(400, 'Invalid Email Address')).toBe('refused')
    expect(await refused(500, 'An error has occurred.')).toBe('gateway_failed')
    control.fault(
      /createInvoice/,
      { status: 200, body: { reference: 'X', paymentUrl: 'javascript:alert(1)' } },
      9,
    )
    expect(await codeOf(gateway.createCheckout(order))).toBe('unreadable_answer')
  })

  test('requests signed by the scheme the account does not use are refused as ours', async () => {
    control.sign({ requests: 'legacy' })
    expect(await codeOf(gateway.createCheckout(order))).toBe('unauthorized')
    expect(await codeOf(gateway.status(order.orderId))).toBe('unauthorized')
    expect(await codeOf(gateway.listMethods!(10_000))).toBe('unauthorized')
    control.sign({ requests: 'hmac-sha256' })
  })

  test('a status is failed, expired or has a fee', async () => {
    await gateway.createCheckout(order)
    await control.end(order.orderId, 'failed')
    expect((await gateway.status(order.orderId)).status).toBe('failed')
    await control.pay(order.orderId, { tell: false })
    expect(await gateway.status(order.orderId)).toMatchObject({ status: 'paid', fee: 3000 })
  })

  test('who asks too often is told so, and does not go on asking', async () => {
    await gateway.createCheckout(order)
    control.statusCeiling(1)
    await gateway.status(order.orderId)
    requests.splice(0)
    expect(await codeOf(gateway.status(order.orderId))).toBe('rate_limited')
    expect(requests).toHaveLength(1)
    control.statusCeiling(Number.POSITIVE_INFINITY)
  })

  test('a status of another order, with no amount or with an unknown code is not believed', async () => {
    const good = {
      merchantOrderId: order.orderId,
      reference: 'X',
      amount: '99000',
      statusCode: '00',
      statusMessage: 'SUCCESS',
    }
    for (const bad of [
      { merchantOrderId: 'OTHER' },
      { amount: '' },
      { amount: '1e5' },
      { amount: -1 },
      { statusCode: '99' },
    ]) {
      control.fault(/transactionStatus/, { status: 200, body: { ...good, ...bad } }, 9)
      expect(await codeOf(gateway.status(order.orderId))).toBe('unreadable_answer')
      control.heal()
    }
    control.fault(/transactionStatus/, { status: 200, body: { ...good, amount: '99000.00', newField: 1 } })
    expect(await gateway.status(order.orderId)).toMatchObject({ status: 'paid', amount: 99_000 })
  })

  test('the ways to pay come from Duitku, asked in Jakarta time', async () => {
    const methods = await gateway.listMethods!(40_000)
    expect(methods[0]).toEqual({
      code: 'BC',
      name: 'BCA VA',
      image: 'https://images.duitku.com/hotlink-ok/BC.PNG',
      fee: 5000,
    })
    expect(requests[0]?.body).toMatchObject({ datetime: '2026-11-20 10:00:00', merchantcode: 'DS99999' })
  })

  test('a gateway that is not there is unreachable', async () => {
    const { gateway: gone } = open({ ...simulator.env, DUITKU_API_URL: 'http://127.0.0.1:9' })
    expect(await codeOf(gone.status(order.orderId))).toBe('unreachable')
  })

  test('neither the key nor a signature is ever written to the log or into an error', async () => {
    const key = simulator.env.DUITKU_API_KEY ?? ''
    control.fault(/createInvoice/, { status: 400, body: { Message: `Wrong key ${key}\n at line 1` } })
    const error = await gateway.createCheckout(order).catch((thrown: GatewayError) => thrown)
    expect(error).toBeInstanceOf(GatewayError)
    expect(JSON.stringify([String(error), error])).not.toContain(key)
    expect(String(error)).toContain('Wrong key [cut]')
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.join('\n')).not.toContain(key)
    expect(lines.join('\n')).not.toMatch(/[0-9a-f]{32}/)
  })
})

async function codeOf(asked: Promise<unknown>): Promise<string> {
  return asked.then(
    () => 'none',
    (error) => (error instanceof GatewayError ? error.code : String(error)),
  )
}
