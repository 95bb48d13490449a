import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { type CallbackReceiver, receiveCallbacks } from '#test/support/callback-receiver.ts'
import type { Fault } from '#test/support/gateway-faults.ts'
import {
  BadSignature,
  type CheckoutOrder,
  type Gateway,
  GatewayError,
  MalformedNotification,
} from './gateway.ts'

/** A gateway and what stands behind it: the customer, the bank, the way between. */
export interface Counter {
  gateway: Gateway
  /** Somebody pays, in another amount than was asked for if one is given; word of it has been sent when it resolves. */
  pay(orderId: string, amount?: number): Promise<void>
  /** The time to pay is over. */
  lapse(orderId: string): Promise<void>
  /** Word of an order is sent once more. */
  repeat(orderId: string): Promise<void>
  /** A message as somebody would send it who does not know the key. */
  forge(message: Sent): Sent
  /** Whether the signature covers the body. Where it does not, nothing said in it may be believed. */
  signsBody: boolean
  /** Checkouts opened for an order, counted behind the gateway's back. */
  count(orderId: string): Promise<number>
  /** What goes wrong on the way; absent where there is no way between. */
  trouble?: { order(what: 'create' | 'status', fault: Fault, times: number): void; heal(): void }
  /** What was sent back of an order in all, where refunds go through the gateway. */
  sentBack?(orderId: string): number
  close(): Promise<void>
}

export interface Sent {
  body: string
  headers: Headers
}

let serial = 0

/** What every gateway must pass. `open` is told where word has to be sent. */
export function gatewayConformance(name: string, open: (callbackUrl: string) => Promise<Counter>): void {
  describe(`${name} keeps a gateway's promises`, () => {
    let receiver: CallbackReceiver
    let counter: Counter
    let order: CheckoutOrder

    beforeAll(async () => {
      receiver = receiveCallbacks()
      counter = await open(receiver.url)
    })
    afterAll(async () => {
      await counter.close()
      await receiver.stop()
    })
    beforeEach(() => {
      counter.trouble?.heal()
      order = orderOf(receiver.url)
    })

    const read = ({ body, headers }: Sent) =>
      counter.gateway.readNotification(new TextEncoder().encode(body), headers, '127.0.0.1')
    const paid = async () => {
      const { reference } = await counter.gateway.createCheckout(order)
      await counter.pay(order.orderId)
      return { reference, message: receiver.last() }
    }

    test('an order gets a page to pay on, the same one when it is asked for again', async () => {
      const first = await counter.gateway.createCheckout(order)
      expect(first.url).toStartWith('http')
      expect(first.expiresAt.getTime()).toBeGreaterThan(Date.now())
      expect(first.expiresAt.getTime()).toBeLessThanOrEqual(order.expiresAt.getTime() + 1000)
      const again = await counter.gateway.createCheckout(order)
      expect([again.reference, again.url]).toEqual([first.reference, first.url])
      expect(await counter.count(order.orderId)).toBe(1)
    })

    test('an order id does not change its amount', async () => {
      await counter.gateway.createCheckout(order)
      const other = { ...order, amount: 50_000, items: [{ name: 'Kredit', amount: 50_000 }] }
      expect(await failure(counter.gateway.createCheckout(other))).toEqual(['amount_changed', false])
    })

    test('an order that does not add up, is too small or has no id is refused before it is sent', async () => {
      const { minimum } = counter.gateway.capabilities
      const small = minimum - 1
      const refused = (change: Partial<CheckoutOrder>) =>
        failure(counter.gateway.createCheckout({ ...order, ...change }))
      expect(await refused({ items: [{ name: 'Kredit', amount: order.amount - 1 }] })).toEqual([
        'invalid_order',
        false,
      ])
      expect(await refused({ amount: small, items: [{ name: 'Kredit', amount: small }] })).toEqual([
        'amount_too_small',
        false,
      ])
      for (const orderId of ['', 'x'.repeat(51)])
        expect(await refused({ orderId })).toEqual(['invalid_order', false])
      expect(await counter.count(order.orderId)).toBe(0)
    })

    test('a discount is a line below zero, and long or strange texts are taken', async () => {
      const items = [
        { name: `Paket 🌶️ "${'a'.repeat(300)}"`, amount: order.amount + 5000 },
        { name: 'Kupon <HEMAT> & lain\u0007nya', amount: -5000 },
      ]
      const customer = { name: 'Siti Nurhaliza binti Tarudin '.repeat(6), email: order.customer.email }
      const odd = { ...order, items, customer, description: '数 Lumiku é '.repeat(60) }
      expect((await counter.gateway.createCheckout(odd)).reference).not.toBe('')
    })

    test('an order is pending, then paid, with its amount, its currency and its reference', async () => {
      const { reference } = await counter.gateway.createCheckout(order)
      expect(await counter.gateway.status(order.orderId)).toMatchObject({ status: 'pending', amount: 40_000 })
      await counter.pay(order.orderId)
      expect(await counter.gateway.status(order.orderId)).toMatchObject({
        status: 'paid',
        amount: 40_000,
        currency: 'IDR',
        reference,
      })
    })

    test('an order nobody pays in time is over, and money that comes late is still told', async () => {
      await counter.gateway.createCheckout(order)
      await counter.lapse(order.orderId)
      expect((await counter.gateway.status(order.orderId)).status).toBe('expired')
      await counter.pay(order.orderId)
      expect((await counter.gateway.status(order.orderId)).status).toBe('paid')
    })

    test('another amount than was asked for is told as it is', async () => {
      await counter.gateway.createCheckout(order)
      await counter.pay(order.orderId, 12_345)
      expect(await counter.gateway.status(order.orderId)).toMatchObject({ status: 'paid', amount: 12_345 })
    })

    test('an order nobody placed is unknown', async () => {
      expect(await failure(counter.gateway.status('LMK-NOBODY'))).toEqual(['unknown_order', false])
    })

    test('word of a payment is read, and the same word again has the same key', async () => {
      const { reference, message } = await paid()
      const said = await read(message)
      expect(said).toMatchObject({
        orderId: order.orderId,
        reference,
        claimedStatus: 'paid',
        amount: 40_000,
        currency: 'IDR',
      })
      await counter.repeat(order.orderId)
      expect((await read(receiver.last())).eventKey).toBe(said.eventKey)
    })

    test('word of two orders has two keys', async () => {
      const one = await read((await paid()).message)
      order = orderOf(receiver.url)
      expect((await read((await paid()).message)).eventKey).not.toBe(one.eventKey)
    })

    test('word that anybody could have written is refused', async () => {
      const { message } = await paid()
      await expect(read(counter.forge(message))).rejects.toBeInstanceOf(BadSignature)
      const unsigned = {
        ...message,
        headers: new Headers({ 'content-type': message.headers.get('content-type')! }),
      }
      if (!counter.signsBody) await expect(read(unsigned)).rejects.toBeInstanceOf(BadSignature)
    })

    test('a changed amount is refused, or is contradicted by the status', async () => {
      const { message } = await paid()
      const changed = { ...message, body: message.body.replaceAll('40000', '40') }
      expect(changed.body).not.toBe(message.body)
      if (counter.signsBody) await expect(read(changed)).rejects.toBeInstanceOf(BadSignature)
      else expect((await read(changed)).amount).toBe(40)
      expect(await counter.gateway.status(order.orderId)).toMatchObject({ status: 'paid', amount: 40_000 })
    })

    test('garbage is refused as garbage, whatever it is', async () => {
      const { message } = await paid()
      const garbage = fc.oneof(
        fc.uint8Array({ maxLength: 400 }),
        fc.string().map((text) => new TextEncoder().encode(text)),
        fc.json().map((text) => new TextEncoder().encode(text)),
        fc
          .nat({ max: message.body.length - 1 })
          .map((end) => new TextEncoder().encode(message.body.slice(0, end))),
        fc.constant(new TextEncoder().encode(message.body + 'x'.repeat(70_000))),
      )
      await fc.assert(
        fc.asyncProperty(garbage, async (body) => {
          const thrown = await counter.gateway.readNotification(body, message.headers, '127.0.0.1').then(
            () => null,
            (error) => error,
          )
          // Text cut off where nothing that counts is lost is still word of the payment.
          if (
            thrown !== null &&
            !(thrown instanceof MalformedNotification) &&
            !(thrown instanceof BadSignature)
          )
            throw thrown
          if (thrown === null) expect(message.body).toStartWith(new TextDecoder().decode(body))
        }),
        { numRuns: 300 },
      )
      await expect(read({ body: '', headers: message.headers })).rejects.toBeInstanceOf(MalformedNotification)
    })

    test('what it can do and what it offers agree', async () => {
      const { capabilities, listMethods, refund } = counter.gateway
      expect(listMethods !== undefined).toBe(capabilities.methodList)
      expect(refund !== undefined).toBe(capabilities.refund === 'api')
      const methods = (await counter.gateway.listMethods?.(40_000)) ?? []
      expect(methods.length > 0).toBe(capabilities.methodList)
      for (const { code, name, fee } of methods) {
        expect([code === '', name === '']).toEqual([false, false])
        expect(Number.isSafeInteger(fee)).toBe(true)
      }
    })

    test('an order that was called off cannot be paid for any more', async () => {
      const { expire } = counter.gateway
      if (!expire) return expect(counter.gateway.id).not.toBe('xendit')
      await counter.gateway.createCheckout(order)
      await counter.gateway.expire?.(order.orderId)
      expect((await counter.gateway.status(order.orderId)).status).toBe('expired')
    })

    test('money goes back once, however often it is asked for, or has to be sent by hand', async () => {
      const { reference } = await paid()
      const request = {
        orderId: order.orderId,
        reference,
        amount: 15_000,
        refundId: crypto.randomUUID(),
        reason: 'Batal',
      }
      const { gateway, sentBack } = counter
      if (!gateway.refund || !sentBack) return expect(gateway.capabilities.refund).toBe('manual')
      const [one, two] = await Promise.all([gateway.refund(request), gateway.refund(request)])
      expect(two).toEqual(one)
      expect(one.status).toBe('paid')
      expect(sentBack(order.orderId)).toBe(15_000)
      await gateway.refund({ ...request, refundId: crypto.randomUUID(), reference: null })
      expect(sentBack(order.orderId)).toBe(30_000)
      const tooMuch = { ...request, refundId: crypto.randomUUID() }
      expect(await failure(gateway.refund(tooMuch))).toEqual(['refused', false])
    })

    test('trouble on the way has a name, and ends by itself or in an error that says whether to try again', async () => {
      const { trouble, gateway } = counter
      if (!trouble) return expect(gateway.id).toBe('sandbox')
      await gateway.createCheckout(order)
      const status = async (fault: Fault, times: number) => {
        trouble.heal()
        trouble.order('status', fault, times)
        return gateway.status(order.orderId).then(
          (answer) => answer.status,
          (error) => told(error),
        )
      }
      expect(await status({ status: 503 }, 2)).toBe('pending')
      expect(await status('garbage', 1)).toBe('pending')
      expect(await status('hang', 1)).toBe('pending')
      expect(await status({ status: 500 }, 9)).toEqual(['gateway_failed', true])
      expect(await status('garbage', 9)).toEqual(['unreadable_answer', true])
      expect(await status({ status: 200, body: { surprise: true } }, 9)).toEqual(['unreadable_answer', true])
      expect(await status({ status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 9)).toEqual([
        'unreadable_answer',
        true,
      ])
      expect(await status('hang', 9)).toEqual(['timeout', true])
      expect(await status({ status: 429 }, 1)).toEqual(['rate_limited', true])
      expect(await status({ status: 401 }, 1)).toEqual(['unauthorized', false])
    }, 20_000)

    test('an order whose answer was lost on the way is not opened twice', async () => {
      const { trouble, gateway } = counter
      if (!trouble) return expect(gateway.id).toBe('sandbox')
      trouble.order('create', 'lost', 1)
      const { reference } = await gateway.createCheckout(order)
      expect(await counter.count(order.orderId)).toBe(1)
      expect((await gateway.status(order.orderId)).reference).toBe(reference)
    })
  })
}

function orderOf(callbackUrl: string): CheckoutOrder {
  const orderId = `LMK-${process.pid}-${++serial}`
  return {
    orderId,
    amount: 40_000,
    description: 'Lumiku 1.500 kredit',
    items: [{ name: '1.500 kredit', amount: 40_000 }],
    customer: { name: 'Sari', email: 'sari@example.com' },
    returnUrl: 'http://127.0.0.1:9/payment/return?from=test',
    callbackUrl,
    expiresAt: new Date(Date.now() + 3_600_000),
    locale: 'id',
  }
}

async function failure(asked: Promise<unknown>): Promise<[string, boolean] | 'none'> {
  return asked.then(
    () => 'none' as const,
    (error) => told(error),
  )
}

function told(error: unknown): [string, boolean] {
  if (!(error instanceof GatewayError)) throw error
  return [error.code, error.retryable]
}
