import { afterAll, beforeAll, expect, test } from 'bun:test'
import { bookRules } from '#server/generations/book-rules.ts'
import { reconcile } from '#server/ledger/reconcile.ts'
import { type Client, signUp } from '#test/support/client.ts'
import { type DuitkuSimulator, startDuitkuSimulator } from '#test/support/duitku-simulator.ts'
import { serving, type TestServing } from '#test/support/serving.ts'

let duitku: DuitkuSimulator
let lumiku: TestServing

beforeAll(async () => {
  duitku = startDuitkuSimulator()
  lumiku = await serving({ worker: false }, { ...duitku.env, LOG_LEVEL: 'silent' })
})
afterAll(async () => {
  await lumiku.stop()
  await duitku.stop()
})

type Fate = 'paid' | 'forged' | 'wrong amount' | 'lost'
interface Order {
  who: Client
  id: string
  orderId: string
  fate: Fate
}

/** 10 % forged, 5 % in another amount, 5 % never told of, the rest told of one to five times. */
function fateOf(i: number): Fate {
  const part = i % 20
  if (part < 2) return 'forged'
  if (part === 2) return 'wrong amount'
  return part === 3 ? 'lost' : 'paid'
}

test('a storm of notifications: shuffled, repeated, forged, wrong and lost; nothing is lost and nothing doubled', async () => {
  const count = 1000
  const buyers = await Promise.all(Array.from({ length: 20 }, () => signUp(lumiku.url)))
  const orders = await inBatches(count, 20, async (i): Promise<Order> => {
    const who = buyers[i % buyers.length]!
    const { payment } = (await who.post('/api/credits/purchase', { packId: 'topup-1500' })).body
    return { who, id: payment.id, orderId: payment.orderId, fate: fateOf(Math.floor(i / buyers.length) + i) }
  })

  const words: (() => Promise<unknown>)[] = []
  for (const [i, { orderId, fate }] of orders.entries()) {
    if (fate === 'forged')
      words.push(() => duitku.control.notify(orderId, { signed: 'wrong', resultCode: '00', tries: 1 }))
    else if (fate === 'wrong amount') {
      await duitku.control.pay(orderId, { amount: 99_000, tell: false })
      words.push(() => duitku.control.notify(orderId, { tries: 1 }))
    } else {
      await duitku.control.pay(orderId, { tell: false })
      if (fate === 'paid')
        for (let copy = 0; copy <= i % 5; copy++)
          words.push(() => duitku.control.notify(orderId, { tries: 1 }))
    }
  }
  const shuffled = words
    .map((word, i) => ({ word, at: Bun.hash(`${i}`) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
  await inBatches(shuffled.length, 32, (i) => shuffled[i]!.word())

  const lost = orders.filter(({ fate }) => fate === 'lost')
  await Promise.all(lost.map(({ who, id }) => who.post(`/api/payments/${id}/check`)))

  const expected: Record<Fate, string> = {
    paid: 'paid',
    lost: 'paid',
    forged: 'pending',
    'wrong amount': 'pending',
  }
  const rows = await lumiku.platform.db`select order_id, status from payments`
  const status = new Map(
    rows.map(({ order_id, status }: { order_id: string; status: string }) => [order_id, status]),
  )
  for (const { orderId, fate } of orders)
    expect({ fate, status: status.get(orderId) }).toEqual({ fate, status: expected[fate] })

  const handedOver = orders.filter(({ fate }) => expected[fate] === 'paid').length
  const [sums] = await lumiku.platform.db`
    select (select count(*)::int from grants where source like 'payment:%') as grants,
           (select sum(amount)::int from grants where source like 'payment:%') as credits,
           (select count(*)::int from invoices) as invoices, (select max(serial) from invoices) as last,
           (select count(*)::int from events where type = 'payment.succeeded') as news,
           (select count(*)::int from letters where kind = 'receipt') as receipts`
  expect(sums).toEqual({
    grants: handedOver,
    credits: handedOver * 1500,
    invoices: handedOver,
    last: handedOver,
    news: handedOver,
    receipts: handedOver,
  })
  const [stored] = await lumiku.platform
    .db`select count(*)::int as messages from gateway_messages where verdict is not null`
  expect(stored.messages).toBe(words.length)
  for (const { says, broken } of await reconcile(lumiku.platform.db, bookRules))
    expect({ says, broken }).toEqual({ says, broken: undefined })
}, 600_000)

async function inBatches<T>(count: number, size: number, work: (i: number) => Promise<T>): Promise<T[]> {
  const done: T[] = []
  for (let i = 0; i < count; i += size)
    done.push(
      ...(await Promise.all(Array.from({ length: Math.min(size, count - i) }, (_, k) => work(i + k)))),
    )
  return done
}
