import { afterAll, beforeAll, expect, test } from 'bun:test'
import { followRefunds } from '#server/billing/follow-refunds.ts'
import { openGateways } from '#server/billing/gateways/gateways.ts'
import { replayNotification } from '#server/billing/replay-notification.ts'
import { type Client, signUp } from '#test/support/client.ts'
import { letDaysPass } from '#test/support/let-time-pass.ts'
import { serving, type TestServing } from '#test/support/serving.ts'
import { startXenditSimulator, type XenditSimulator } from '#test/support/xendit-simulator.ts'

let xendit: XenditSimulator
let lumiku: TestServing
let admin: Client

beforeAll(async () => {
  xendit = startXenditSimulator()
  lumiku = await serving({ worker: false }, { ...xendit.env, LOG_LEVEL: 'silent' })
  xendit.control.callbackUrl = `${lumiku.url}/api/payment/xendit/callback`
  admin = await signUp(lumiku.url)
  await lumiku.platform.db`update users set role = 'admin' where email = ${admin.email}`
})
afterAll(async () => {
  await lumiku.stop()
  await xendit.stop()
})

/** Somebody who has bought credits and wants their money back; the operator has not decided yet. */
async function askBack() {
  const who = await signUp(lumiku.url)
  const { payment } = (await who.post('/api/credits/purchase', { packId: 'topup-1500' })).body
  await xendit.control.pay(payment.orderId)
  expect((await who.get('/api/credits/balance')).body.balance).toBe(1600)
  const { refund } = (await who.post('/api/refunds', { paymentId: payment.id, reason: 'salah beli' })).body
  const mine = async () => (await who.get('/api/refunds')).body.items[0]
  return { who, id: refund.id as string, payment, mine }
}

const approve = async (id: string) => (await admin.post(`/api/admin/refunds/${id}/approve`, {})).body.refund
const byHand = (id: string) => admin.post(`/api/admin/refunds/${id}/paid`, { reference: 'BCA-1' })
const follow = () => followRefunds(lumiku.platform, openGateways(lumiku.platform))
const tenMinutesPass = () => letDaysPass(lumiku.platform.db, 1, { tables: ['refunds'] })

test('what Xendit sends back at once is paid at once', async () => {
  xendit.control.refundsEnd('SUCCEEDED')
  const { id, mine } = await askBack()
  expect(await approve(id)).toMatchObject({ status: 'paid', paidReference: xendit.refunds.get(id)!.id })
  expect((await mine()).status).toBe('paid')
  expect(await follow()).toBe(0)
})

test('one that takes its time is under way, cannot be sent by hand as well, and is paid when Xendit says so', async () => {
  xendit.control.refundsEnd('PENDING')
  const { id, mine } = await askBack()
  expect(await approve(id)).toMatchObject({ status: 'approved', sending: 'under_way' })
  expect((await byHand(id)).status).toBe(409)

  const [delivery] = await xendit.control.endRefund(id, 'SUCCEEDED')
  expect(delivery!.answers).toEqual([200])
  expect(await mine()).toMatchObject({ status: 'paid', paidReference: xendit.refunds.get(id)!.id })
  const [again] = await xendit.control.endRefund(id, 'SUCCEEDED')
  expect(again!.answers).toEqual([200])
  const verdicts = await lumiku.platform.db`select verdict from gateway_messages order by id desc limit 2`
  expect(verdicts.map(({ verdict }: { verdict: string }) => verdict)).toEqual(['known', 'fulfilled'])
})

test('a service refund whose answer was lost with the process is the same refund when it is asked for again', async () => {
  xendit.control.refundsEnd('SUCCEEDED')
  const who = await signUp(lumiku.url)
  const { payment } = (await who.post('/api/credits/purchase', { packId: 'topup-1500' })).body
  await xendit.control.pay(payment.orderId)
  const ask = { paymentId: payment.id, amount: 20_000, reason: 'lambat' }
  const key = { 'idempotency-key': 'layanan-1' }
  const first = await admin.post('/api/admin/refunds', ask, key)
  // As a process leaves it that dies between sending the money and keeping its answer.
  await lumiku.platform.db`delete from idempotency_keys where key = 'layanan-1'`
  const again = await admin.post('/api/admin/refunds', ask, key)
  expect([first.status, again.status]).toEqual([201, 201])
  expect(again.body.refund).toEqual(first.body.refund)
  expect((await who.get('/api/refunds')).body.items).toHaveLength(1)
  expect(xendit.refunds.get(first.body.refund.id)).toMatchObject({ amount: 20_000 })
})

test('a refund that only a notification claims is not believed', async () => {
  xendit.control.refundsEnd('PENDING')
  const { id, mine } = await askBack()
  await approve(id)
  const made = xendit.refunds.get(id)!
  const answer = await fetch(xendit.control.callbackUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-callback-token': xendit.env.XENDIT_CALLBACK_TOKEN! },
    body: JSON.stringify({ event: 'refund.succeeded', data: { ...made, status: 'SUCCEEDED' } }),
  })
  expect(answer.status).toBe(200)
  expect(await mine()).toMatchObject({ status: 'approved', sending: 'under_way' })

  // Word of it was lost; an operator replays what came before, and Xendit is asked again.
  await xendit.control.endRefund(id, 'SUCCEEDED', false)
  const [{ id: message }] = await lumiku.platform
    .db`select id::text from gateway_messages order by gateway_messages.id desc limit 1`
  const gateway = openGateways(lumiku.platform).find('xendit')!
  expect(await replayNotification(lumiku.platform, gateway, message)).toBe('fulfilled')
  expect((await mine()).status).toBe('paid')
})

test('no word at all: the clock asks, not too often, and what failed is left to an operator', async () => {
  xendit.control.refundsEnd('PENDING')
  const [good, bad] = [await askBack(), await askBack()]
  for (const { id } of [good, bad]) await approve(id)
  await xendit.control.endRefund(good.id, 'SUCCEEDED', false)
  await xendit.control.endRefund(bad.id, 'FAILED', false)
  expect(await follow()).toBe(0)
  await tenMinutesPass()
  expect(await follow()).toBe(1)
  expect((await good.mine()).status).toBe('paid')
  expect(await bad.mine()).toMatchObject({ status: 'approved', sending: 'failed' })
  expect((await byHand(bad.id)).body.refund.status).toBe('paid')
  await tenMinutesPass()
  expect(await follow()).toBe(0)
})

test('an answer that got lost is asked for again by itself, and the money goes back once', async () => {
  xendit.control.refundsEnd('SUCCEEDED')
  const { id, mine } = await askBack()
  xendit.control.fault(/POST \/refunds/, 'lost', 3)
  expect(await approve(id)).toMatchObject({ status: 'approved', sending: 'under_way' })
  expect((await byHand(id)).status).toBe(409)
  xendit.control.heal()
  await tenMinutesPass()
  expect(await follow()).toBe(1)
  expect((await mine()).status).toBe('paid')
  expect([...xendit.refunds.values()].filter(({ reference_id }) => reference_id === id)).toHaveLength(1)
})
