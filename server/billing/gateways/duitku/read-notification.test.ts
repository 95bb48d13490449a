import { afterAll, beforeAll, expect, test } from 'bun:test'
import { readConfig } from '#server/platform/config.ts'
import { type DuitkuSimulator, startDuitkuSimulator } from '#test/support/duitku-simulator.ts'
import { keptLog } from '#test/support/kept-log.ts'
import { BadSignature, MalformedNotification, UntrustedSource } from '../gateway.ts'
import { openDuitku } from './duitku.ts'

const orderId = 'LMK-WORD'
const form = 'application/x-www-form-urlencoded'
let simulator: DuitkuSimulator

beforeAll(async () => {
  simulator = startDuitkuSimulator({ callbacks: 'legacy' })
  await open().gateway.createCheckout({
    orderId,
    amount: 40_000,
    description: 'Lumiku',
    items: [{ name: 'Lumiku', amount: 40_000 }],
    customer: { name: 'Sari', email: 'sari@example.com' },
    returnUrl: 'http://127.0.0.1:9/return',
    callbackUrl: 'http://127.0.0.1:9/callback',
    expiresAt: new Date(Date.now() + 3_600_000),
    locale: 'id',
  })
  await simulator.control.pay(orderId, { tell: false })
})
afterAll(() => simulator.stop())

function open(env: Record<string, string> = {}) {
  const { log, lines } = keptLog()
  const { duitku } = readConfig({ ...simulator.env, LUMIKU_SECRET: 'x'.repeat(32), ...env })
  const gateway = openDuitku(duitku!, log)
  const read = (
    body: string,
    { remote = '203.0.113.9', type = form }: { remote?: string | null; type?: string } = {},
  ) => gateway.readNotification(new TextEncoder().encode(body), new Headers({ 'content-type': type }), remote)
  return { gateway, read, lines }
}

test('each scheme is accepted only where it is configured, and the operator is told which one would fit', async () => {
  const legacy = open()
  expect(await legacy.read(simulator.control.form(orderId))).toMatchObject({
    orderId,
    amount: 40_000,
    method: 'BC',
  })
  const strict = open({ DUITKU_CALLBACK_SIGNATURE: 'hmac-sha256' })
  const word = simulator.control.form(orderId)
  await expect(strict.read(word)).rejects.toBeInstanceOf(BadSignature)
  expect(strict.lines.join()).toContain('DUITKU_CALLBACK_SIGNATURE=legacy')
  expect(strict.lines.join()).not.toContain(new URLSearchParams(word).get('signature') ?? '')
  await expect(legacy.read(simulator.control.form(orderId, { signed: 'other' }))).rejects.toBeInstanceOf(
    BadSignature,
  )
  expect(legacy.lines.join()).toContain('DUITKU_CALLBACK_SIGNATURE=hmac-sha256')
})

test('a wrong signature gives no hint', async () => {
  const { read, lines } = open()
  await expect(read(simulator.control.form(orderId, { signed: 'wrong' }))).rejects.toBeInstanceOf(
    BadSignature,
  )
  expect(lines).toEqual([])
})

test('the amount is judged as it was written and read as whole rupiah', async () => {
  const { read } = open()
  expect(await read(simulator.control.form(orderId, { amount: '40000.00' }))).toMatchObject({
    amount: 40_000,
  })
  for (const amount of ['40000.5', '4e4', '-40000', '40,000', ''])
    await expect(read(simulator.control.form(orderId, { amount }))).rejects.toBeInstanceOf(
      MalformedNotification,
    )
})

test('what it claims of the payment is a claim: it is not signed', async () => {
  const { read } = open()
  const claims = async (resultCode: string) =>
    (await read(simulator.control.form(orderId, { resultCode }))).claimedStatus
  expect(await claims('00')).toBe('paid')
  for (const other of ['01', '02', '99', '']) expect(await claims(other)).toBe('failed')
})

test('unknown fields are kept, the signature is not', async () => {
  const { raw } = await open().read(simulator.control.form(orderId, { extra: { brandNew: 'yes' } }))
  expect(raw).toMatchObject({ brandNew: 'yes', productDetail: 'Lumiku' })
  expect(raw).not.toHaveProperty('signature')
})

test('a field that is there twice, another type or a missing field is no notification', async () => {
  const { read } = open()
  const word = simulator.control.form(orderId)
  for (const body of [
    `${word}&amount=1`,
    word.replace(/merchantOrderId=[^&]+/, 'x=1'),
    word.replace(/&signature=\w+/, ''),
  ])
    await expect(read(body)).rejects.toBeInstanceOf(MalformedNotification)
  await expect(read(word, { type: 'application/json' })).rejects.toBeInstanceOf(MalformedNotification)
  expect(await read(word, { type: `${form}; charset=UTF-8` })).toMatchObject({ orderId })
})

test('word for another merchant is refused, though our key signed it', async () => {
  const { read } = open({ DUITKU_MERCHANT_CODE: 'DS11111' })
  await expect(read(simulator.control.form(orderId))).rejects.toBeInstanceOf(BadSignature)
})

test('with a list of addresses only those are heard, and what is replayed has come from one before', async () => {
  const { read } = open({ DUITKU_CALLBACK_ADDRESSES: 'published, 192.0.2.0/28,2001:db8::/32' })
  const word = simulator.control.form(orderId)
  for (const remote of [
    '182.23.85.8',
    '103.177.101.190',
    '::ffff:182.23.85.8',
    '192.0.2.15',
    '2001:db8::7',
    null,
  ])
    expect(await read(word, { remote })).toMatchObject({ orderId })
  for (const remote of ['182.23.85.7', '192.0.2.16', '2001:db9::7', '127.0.0.1', 'unknown', ''])
    await expect(read(word, { remote })).rejects.toBeInstanceOf(UntrustedSource)
})
