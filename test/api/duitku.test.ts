import { afterAll, beforeAll, expect, test } from 'bun:test'
import { signUp } from '#test/support/client.ts'
import { type DuitkuSimulator, startDuitkuSimulator } from '#test/support/duitku-simulator.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
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

test('a subscriber pays through Duitku, renews through Duitku, and a failed payment changes nothing', async () => {
  const who = await signUp(lumiku.url)
  const { account } = (await who.get('/api/me')).body
  const status = async () => (await who.get('/api/subscription/status')).body

  const { payment } = (await who.post('/api/subscription/subscribe', { planId: 'pro-monthly' })).body
  expect(payment.url).toStartWith(duitku.url)
  expect(duitku.orders.get(payment.orderId)).toMatchObject({ amount: 299_000 })
  await duitku.control.pay(payment.orderId)
  expect(await status()).toMatchObject({ isActive: true, tier: 'pro', subscription: { status: 'active' } })

  await letDaysPass(lumiku.platform.db, 30, { account: account.id })
  const renewal = (await who.post('/api/subscription/renew-payment', {})).body.payment
  await duitku.control.end(renewal.orderId, 'failed', {})
  expect((await who.get(`/api/payments/${renewal.id}`)).body.status).toBe('failed')
  const again = (await who.post('/api/subscription/renew-payment', {})).body.payment
  expect(again.orderId).not.toBe(renewal.orderId)
  await duitku.control.pay(again.orderId)
  const { subscription } = await status()
  expect(Date.parse(subscription.endsAt) - Date.now()).toBeGreaterThan(27 * 86_400_000)
})

test('a notification whose payment Duitku does not confirm gives nothing; a forged one is 400, an unknown one 404', async () => {
  const who = await signUp(lumiku.url)
  const { payment } = (await who.post('/api/credits/purchase', { packId: 'topup-1500' })).body
  const [lie] = await duitku.control.notify(payment.orderId, { resultCode: '00', tries: 1 })
  expect(lie!.answers).toEqual([200])
  expect((await who.get(`/api/payments/${payment.id}`)).body.status).toBe('pending')
  const [forged] = await duitku.control.notify(payment.orderId, { signed: 'wrong', tries: 1 })
  expect(forged!.answers).toEqual([400])
  const form = duitku.control.form(payment.orderId).replace(payment.orderId, 'LMK-NOBODYKNOWS')
  const unknown = await fetch(`${lumiku.url}/api/payment/duitku/callback`, {
    method: 'POST',
    body: new URLSearchParams(form),
  })
  expect([400, 404]).toContain(unknown.status)
  expect((await who.get('/api/credits/balance')).body.balance).toBe(100)
  const verdicts = await lumiku.platform.db`select verdict from gateway_messages order by id desc limit 3`
  expect(verdicts.every(({ verdict }: { verdict: string }) => verdict !== 'fulfilled')).toBe(true)
})

test('Duitku cannot be reached: nothing is ordered, the same key orders later', async () => {
  const who = await signUp(lumiku.url)
  const key = { 'idempotency-key': 'later' }
  duitku.control.fault(/createInvoice/, { status: 500 }, 20)
  const refused = await who.post('/api/credits/purchase', { packId: 'topup-1500' }, key)
  expect([refused.status, refused.body.code]).toEqual([502, 'provider_failed'])
  duitku.control.heal()
  const bought = await who.post('/api/credits/purchase', { packId: 'topup-1500' }, key)
  expect([bought.status, bought.body.payment.status]).toEqual([201, 'pending'])
}, 60_000)
