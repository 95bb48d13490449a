import { afterAll, beforeEach, describe, expect, test } from 'bun:test'
import { Hono } from 'hono'
import { answerError } from '#server/platform/answer-error.ts'
import { readConfig } from '#server/platform/config.ts'
import { openDb } from '#server/platform/db.ts'
import type { Env } from '#server/platform/http.ts'
import { openMetrics } from '#server/platform/metrics.ts'
import { receiveCallbacks } from '#test/support/callback-receiver.ts'
import { freshDatabase } from '#test/support/database.ts'
import { keptLog } from '#test/support/kept-log.ts'
import { gatewayConformance } from '../gateway.conformance.ts'
import type { CheckoutOrder } from '../gateway.ts'
import { sandboxRoutes } from './routes.ts'
import { openSandbox } from './sandbox.ts'

const database = await freshDatabase()
const db = openDb(database.url, { max: 4 })
const config = readConfig({ LUMIKU_ENV: 'test', LUMIKU_SECRET: 'x'.repeat(32) })
const sandboxes: AbortController[] = []
afterAll(async () => {
  for (const each of sandboxes) each.abort()
  await db.close()
  await database.drop()
})

/** One process with its gateway and its pages; another one on the same database is what a restart makes. */
function start(waits = [0, 0, 0, 0, 0]) {
  const stop = new AbortController()
  sandboxes.push(stop)
  const { log, lines } = keptLog()
  const platform = { config, db, log, stopping: stop.signal, metrics: openMetrics() }
  const app = new Hono<Env>()
    .use(async (c, next) => {
      c.set('log', log)
      await next()
    })
    .onError(answerError(platform as never))
    .route('/sandbox', sandboxRoutes(platform, waits))
  return {
    gateway: openSandbox(platform),
    lines,
    stop: () => stop.abort(),
    get: async (path: string) => app.request(path),
    post: async (path: string, form: Record<string, string> = {}) =>
      app.request(path, { method: 'POST', body: new URLSearchParams(form) }),
  }
}

gatewayConformance('The sandbox', async () => {
  const { gateway, post, stop } = start()
  const press = async (orderId: string, act: string) => {
    const [{ reference }] = await db`select reference from sandbox_checkouts where order_id = ${orderId}`
    const { status } = await post(`/sandbox/pay/${reference}/${act}`)
    expect(status).toBe(303)
  }
  return {
    gateway,
    signsBody: true,
    async pay(orderId, amount) {
      await press(orderId, 'pay')
      if (amount) await db`update sandbox_checkouts set paid_amount = ${amount} where order_id = ${orderId}`
    },
    lapse: (orderId) => press(orderId, 'expire'),
    repeat: (orderId) => press(orderId, 'pay'),
    forge: ({ body, headers }) => ({
      body: body.replace(/(?<=signature=)\w+/, (right) => '0'.repeat(right.length)),
      headers,
    }),
    async count(orderId) {
      const [{ count }] =
        await db`select count(*)::int as count from sandbox_checkouts where order_id = ${orderId}`
      return count
    },
    close: async () => stop(),
  }
})

describe('The sandbox', () => {
  const receiver = receiveCallbacks()
  const { gateway, get, post, lines } = start()
  let order: CheckoutOrder
  let page: string
  let serial = 0

  beforeEach(async () => {
    receiver.messages.splice(0)
    order = {
      orderId: `LMK-SANDBOX-${++serial}`,
      amount: 99_000,
      description: 'Basic <b>Monthly</b> & "teman"',
      items: [{ name: 'Basic Monthly', amount: 99_000 }],
      customer: { name: 'Sari', email: 'sari@example.com' },
      returnUrl: 'http://localhost:3000/payment/return?lang=id',
      callbackUrl: receiver.url,
      expiresAt: new Date(Date.now() + 3_600_000),
      locale: 'id',
    }
    page = new URL((await gateway.createCheckout(order)).url).pathname
  })
  afterAll(() => receiver.stop())

  const status = async () => (await gateway.status(order.orderId)).status
  const goesTo = async (act: string) => {
    const answer = await post(`${page}/${act}`)
    expect(answer.status).toBe(303)
    return new URL(answer.headers.get('location') ?? '', 'http://localhost:3000')
  }

  test('the page speaks the language of its customer, or the one that is asked for', async () => {
    const text = await (await get(page)).text()
    expect(text).toContain('<html lang="id">')
    expect(text).toContain('Pilih cara bayar')
    expect(text).toContain('Rp 99.000')
    expect(text).toContain('<strong>Sandbox</strong> · tidak ada uang sungguhan')
    const english = await (await get(`${page}?lang=en`)).text()
    expect(english).toContain('Choose how to pay')
    expect(english).toContain('/method?lang=en')
  })

  test('nothing on the page runs or is fetched, and its one style is the one its policy names', async () => {
    await post(`${page}/method`, { method: 'NQ' })
    const answer = await get(page)
    const text = await answer.text()
    const policy = answer.headers.get('content-security-policy') ?? ''
    const style = /<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? ''
    const hash = new Bun.CryptoHasher('sha256').update(style).digest('base64')
    expect(policy).toContain(`style-src 'sha256-${hash}'`)
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'self' http://localhost:3000")
    expect(style).toContain('--lamp: #ff7a1f')
    expect(style).toMatch(/prefers-color-scheme: dark\) \{ :root \{\s+--paper: #14110f/)
    expect(text).not.toMatch(/<script|\sstyle=|\son\w+=|src=/)
    expect(text).toContain('Basic &lt;b&gt;Monthly&lt;/b&gt; &amp; &quot;teman&quot;')
  })

  test('each way to pay shows what it needs: a number, a QR picture, a card', async () => {
    const shown = async (method: string) => {
      expect((await post(`${page}/method`, { method })).status).toBe(303)
      return (await get(page)).text()
    }
    expect(await shown('BC')).toMatch(/class="number">7007( \d{4}){3}</)
    expect(await shown('NQ')).toMatch(/<figure role="img" aria-label="Kode QR contoh"><svg/)
    expect(await shown('VC')).toContain('4000 0000 0000 0044')
    expect(await shown('OV')).toContain('Setujui permintaan')
    expect(await (await get(`${page}?choose`)).text()).toContain('Pilih cara bayar')
    expect((await gateway.status(order.orderId)).method).toBe('OV')
  })

  test('paying sends word, then leads back with what Duitku adds', async () => {
    await post(`${page}/method`, { method: 'BC' })
    const back = await goesTo('pay')
    expect(receiver.messages).toHaveLength(1)
    expect(receiver.last().headers.get('content-type')).toBe('application/x-www-form-urlencoded')
    expect(Object.fromEntries(new URLSearchParams(receiver.last().body))).toMatchObject({
      merchantOrderId: order.orderId,
      amount: '99000',
      paymentCode: 'BC',
      resultCode: '00',
    })
    expect(`${back.origin}${back.pathname}`).toBe('http://localhost:3000/payment/return')
    expect(Object.fromEntries(back.searchParams)).toEqual({
      lang: 'id',
      merchantOrderId: order.orderId,
      reference: (await gateway.status(order.orderId)).reference ?? '',
      resultCode: '00',
    })
    expect(await (await get(page)).text()).toContain('Sudah dibayar')
  })

  test('paying twice sends the same word twice', async () => {
    await goesTo('twice')
    const keys = await Promise.all(
      receiver.messages.map(async ({ body, headers }) => {
        return (await gateway.readNotification(new TextEncoder().encode(body), headers, null)).eventKey
      }),
    )
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })

  test('failing sends word of it and leads back as cancelled', async () => {
    expect((await goesTo('fail')).searchParams.get('resultCode')).toBe('02')
    expect(new URLSearchParams(receiver.last().body).get('resultCode')).toBe('02')
    expect(await status()).toBe('failed')
  })

  test('an expired order says so, sends no word, and can be paid late', async () => {
    expect((await goesTo('expire')).pathname).toBe(page)
    expect([await status(), receiver.messages.length]).toEqual(['expired', 0])
    expect(await (await get(page)).text()).toContain('Bayar terlambat')
    await goesTo('pay')
    expect([await status(), receiver.messages.length]).toEqual(['paid', 1])
  })

  test('what was paid can neither fail nor expire', async () => {
    await goesTo('pay')
    for (const act of ['fail', 'expire']) expect((await goesTo(act)).pathname).toBe(page)
    expect([await status(), receiver.messages.length]).toEqual(['paid', 1])
  })

  test('word that is not taken is sent again, five times at most', async () => {
    receiver.answer(500, 404, 503)
    await goesTo('pay')
    await receiver.until(4)
    receiver.messages.splice(0)
    receiver.answer(500, 500, 500, 500, 500, 500)
    await goesTo('pay')
    await receiver.until(6)
    const [{ attempts }] = await db`select attempts from sandbox_notifications order by id desc limit 1`
    expect(attempts).toBe(6)
    start()
    await goesTo('pay')
    const orders = receiver.messages.map(({ body }) => new URLSearchParams(body).get('publisherOrderId'))
    expect([orders.length, new Set(orders).size]).toEqual([7, 2])
  })

  test('what a stopped process knew and still owed, the next one knows and sends', async () => {
    const before = start([0, 0, 0, 0, 0])
    receiver.answer(500)
    before.stop()
    await before.post(`${page}/pay`)
    expect(receiver.messages).toHaveLength(1)
    const after = start()
    await receiver.until(2)
    expect(receiver.messages[1]?.body).toBe(receiver.messages[0]!.body)
    expect((await after.gateway.status(order.orderId)).status).toBe('paid')
    expect((await after.gateway.createCheckout(order)).url).toEndWith(page)
  })

  test('what is not there is not found, and what is no way to pay is refused', async () => {
    expect((await get('/sandbox/pay/NOBODY')).status).toBe(404)
    expect((await post(`${page}/steal`)).status).toBe(404)
    expect((await post(`${page}/method`, { method: 'XX' })).status).toBe(422)
    expect((await post(`${page}/method`, { method: 'x'.repeat(5000) })).status).toBe(413)
    expect(lines.join()).not.toContain('unexpected error')
  })
})
