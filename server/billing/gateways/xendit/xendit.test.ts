import { afterAll, beforeEach, describe, expect, test } from 'bun:test'
import { readConfig } from '#server/platform/config.ts'
import { receiveCallbacks } from '#test/support/callback-receiver.ts'
import { keptLog } from '#test/support/kept-log.ts'
import { startXenditSimulator } from '#test/support/xendit-simulator.ts'
import { gatewayConformance } from '../gateway.conformance.ts'
import { BadSignature, type CheckoutOrder, GatewayError, MalformedNotification } from '../gateway.ts'
import { openXendit } from './xendit.ts'

const patience = { tryMs: 300, allMs: 2000, waitMs: 5 }

function open(env: Record<string, string>) {
  const { log, lines } = keptLog()
  const { xendit } = readConfig({ ...env, LUMIKU_SECRET: 'x'.repeat(32) })
  return { gateway: openXendit(xendit!, log, { patience }), lines }
}

gatewayConformance('Xendit', async (callbackUrl) => {
  const simulator = startXenditSimulator()
  const { control, invoices, refunds } = simulator
  control.callbackUrl = callbackUrl
  const paths = { create: /POST \/v2\/invoices/, status: /GET \/v2\/invoices/ }
  const of = (orderId: string) => invoices.filter(({ external_id }) => external_id === orderId)
  return {
    gateway: open(simulator.env).gateway,
    signsBody: false,
    pay: async (orderId, amount) => void (await control.pay(orderId, { amount })),
    lapse: async (orderId) => void (await control.expire(orderId)),
    repeat: async (orderId) => void (await control.notify(orderId)),
    forge: ({ body, headers }) => {
      const forged = new Headers(headers)
      forged.set('x-callback-token', crypto.randomUUID())
      return { body, headers: forged }
    },
    count: async (orderId) => of(orderId).length,
    trouble: { order: (what, fault, times) => control.fault(paths[what], fault, times), heal: control.heal },
    sentBack: (orderId) =>
      [...refunds.values()]
        .filter(({ invoice_id }) => of(orderId).some(({ id }) => id === invoice_id))
        .reduce((sum, { amount }) => sum + amount, 0),
    close: simulator.stop,
  }
})

describe('Xendit', () => {
  const simulator = startXenditSimulator()
  const receiver = receiveCallbacks()
  const { control, invoices } = simulator
  const { gateway, lines } = open(simulator.env)
  const token = simulator.env.XENDIT_CALLBACK_TOKEN ?? ''
  control.callbackUrl = receiver.url
  let order: CheckoutOrder
  let serial = 0

  beforeEach(() => {
    control.heal()
    control.refundsEnd('SUCCEEDED')
    order = {
      orderId: `LMK-XENDIT-${++serial}`,
      amount: 100_000,
      description: 'Lumiku 1.500 kredit',
      items: [{ name: '1.500 kredit', amount: 100_000 }],
      customer: { name: 'Sari', email: 'sari@example.com' },
      returnUrl: 'https://lumiku.example/payment/return',
      callbackUrl: receiver.url,
      expiresAt: new Date(Date.now() + 3_600_000),
      locale: 'id',
    }
  })
  afterAll(async () => {
    await simulator.stop()
    await receiver.stop()
  })

  const read = (message: unknown, headers = new Headers({ 'x-callback-token': token })) =>
    gateway.readNotification(new TextEncoder().encode(JSON.stringify(message)), headers, null)
  const refundOf = (change = {}) => ({
    orderId: order.orderId,
    reference: null,
    amount: 100_000,
    refundId: crypto.randomUUID(),
    reason: 'Batal',
    ...change,
  })

  test('where two invoices of one order exist, the paid one counts', async () => {
    const { reference } = await gateway.createCheckout(order)
    const [first] = invoices.filter(({ id }) => id === reference)
    invoices.push({ ...first!, id: 'second', status: 'PAID', paid_amount: 100_000 })
    expect(await gateway.status(order.orderId)).toMatchObject({ status: 'paid', reference: 'second' })
    const again = gateway.createCheckout(order)
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
  })

  test('another currency is told as it is', async () => {
    const { reference } = await gateway.createCheckout(order)
    invoices.find(({ id }) => id === reference)!.currency = 'USD'
    await control.pay(order.orderId)
    expect(await gateway.status(order.orderId)).toMatchObject({ status: 'paid', currency: 'USD' })
  })

  test('a refund may take its time, or fail', async () => {
    await gateway.createCheckout(order)
    await control.pay(order.orderId)
    control.refundsEnd('PENDING')
    expect((await gateway.refund!(refundOf({ amount: 50_000 }))).status).toBe('pending')
    control.refundsEnd('FAILED')
    const failed = gateway.refund!(refundOf({ amount: 50_000 }))
    await expect(failed).rejects.toMatchObject({ code: 'refund_failed', retryable: false })
    await expect(gateway.refund!(refundOf({ reference: 'nobody' }))).rejects.toMatchObject({
      code: 'unknown_order',
    })
  })

  test('a refund whose answer was lost is sent once', async () => {
    await gateway.createCheckout(order)
    await control.pay(order.orderId)
    control.fault(/POST \/refunds/, 'lost')
    const before = simulator.refunds.size
    expect((await gateway.refund!(refundOf())).status).toBe('paid')
    expect(simulator.refunds.size).toBe(before + 1)
  })

  test('word of a refund names its order', async () => {
    const data = {
      id: 'rfd-1',
      invoice_id: 'inv-1',
      amount: 50_000,
      currency: 'IDR',
      status: 'SUCCEEDED',
      metadata: { order_id: order.orderId },
    }
    const said = await read({
      event: 'refund.succeeded',
      business_id: 'b',
      created: '2026-11-20T03:00:00Z',
      data,
    })
    expect(said).toMatchObject({
      orderId: order.orderId,
      reference: 'inv-1',
      claimedStatus: 'refunded',
      amount: 50_000,
    })
    expect((await read({ event: 'refund.failed', data })).claimedStatus).toBe('paid')
    await expect(
      read({ event: 'refund.succeeded', data: { ...data, metadata: null } }),
    ).rejects.toBeInstanceOf(MalformedNotification)
  })

  test('a token is the whole token', async () => {
    await gateway.createCheckout(order)
    await control.pay(order.orderId)
    const said = JSON.parse(receiver.last().body)
    for (const wrong of ['', token.slice(1), `${token}0`])
      await expect(
        read(said, new Headers(wrong ? { 'x-callback-token': wrong } : {})),
      ).rejects.toBeInstanceOf(BadSignature)
    expect((await read({ ...said, brand_new: { field: true } })).orderId).toBe(order.orderId)
    await expect(read({ ...said, amount: 0.5, paid_amount: 0.5 })).rejects.toBeInstanceOf(
      MalformedNotification,
    )
  })

  test('neither the key nor the token is ever written to the log or into an error', async () => {
    const key = simulator.env.XENDIT_SECRET_KEY ?? ''
    control.fault(/invoices/, { status: 400, body: { error_code: 'BAD', message: `${key} and ${token}` } }, 9)
    const error = await gateway.createCheckout(order).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(GatewayError)
    for (const secret of [key, token, btoa(`${key}:`)])
      expect(`${error} ${JSON.stringify(error)} ${lines.join()}`).not.toContain(secret)
    expect(lines.length).toBeGreaterThan(0)
  })
})
