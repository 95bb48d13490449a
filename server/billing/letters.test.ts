import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { plans } from '#catalog/plans.ts'
import { newId } from '#server/platform/ids.ts'
import { sendLetter } from '#server/platform/mail/send-letter.ts'
import { unsubscribeUrl } from '#server/platform/mail/unsubscribe.ts'
import { signUp } from '#test/support/client.ts'
import { reserve } from '#test/support/holds.ts'
import { atSandbox } from '#test/support/pay.ts'
import { serving, type TestServing } from '#test/support/serving.ts'
import { beginPeriod } from './begin-period.ts'
import { letterKinds, letterWords } from './letters/words.ts'
import { billingLetters } from './letters.tsx'
import { remindUsage } from './remind.ts'

let lumiku: TestServing
let userId: string
let data: Record<string, string>

beforeAll(async () => {
  lumiku = await serving({ worker: false })
  const who = await signUp(lumiku.url)
  userId = (await who.get('/api/me')).body.user.id
  const { payment } = (await who.post('/api/credits/purchase', { packId: 'topup-1500' })).body
  await atSandbox(payment.url, 'pay')
  const { db } = lumiku.platform
  const plan = plans.find(({ planId }) => planId === 'pro-monthly')!
  const begun = await db.begin((tx) => beginPeriod(tx, { accountId: userId, plan, kind: 'paid' }))
  const refundId = newId()
  await db`
    insert into refunds (id, payment_id, account_id, kind, reason, amount, requested_by, note)
    values (${refundId}, ${payment.id}, ${userId}, 'service', 'lambat', 50000, ${userId}, 'maaf ya')`
  data = { paymentId: payment.id, refundId, periodId: begun.periodId, subscriptionId: begun.subscriptionId }
})
afterAll(() => lumiku.stop())

const dataOf = (kind: string): Record<string, string> => {
  if (kind.startsWith('refund')) return { refundId: data.refundId! }
  if (/quota|credits/.test(kind)) return { used: '41', limit: '50', left: '7' }
  if (kind === 'receipt') return { paymentId: data.paymentId! }
  if (/renewal|grace|expired/.test(kind))
    return { periodId: data.periodId!, subscriptionId: data.subscriptionId! }
  return { subscriptionId: data.subscriptionId!, paymentId: data.paymentId! }
}

describe.each(['id', 'en'] as const)('in %s', (locale) => {
  test.each(letterKinds)('the letter "%s" says everything it has to', async (kind) => {
    const reader = { userId, name: 'Sari', email: 'sari@example.test', locale }
    const written = await billingLetters[kind]!(lumiku.platform, dataOf(kind), reader)
    expect(written).not.toBeNull()
    const { subject, html, text, attachments = [] } = written!
    for (const said of [subject, html, text]) expect(said).not.toMatch(/undefined|null|NaN|\[object|Rp 0\b/)
    expect(subject.length).toBeGreaterThan(5)
    expect(text).toContain(`${lumiku.url}/`)
    expect(attachments).toHaveLength(kind === 'receipt' ? 1 : 0)
    if (kind.startsWith('refund')) expect(text).toContain('Rp 50.000')
    if (/renewal|grace/.test(kind)) expect(text).toContain('Rp 299.000')
    if (kind === 'receipt') expect(text).toMatch(/INV\/\d{4}\/\d{6}/)
  })
})

test('both languages know the same letters', () => {
  expect(Object.keys(letterWords.en).sort()).toEqual(Object.keys(letterWords.id).sort())
})

test('the receipt waits in the mailbox of a machine without a mail server, its invoice with it', async () => {
  const { db } = lumiku.platform
  const [letter] = await db`select id from letters where user_id = ${userId} and kind = 'receipt'`
  await sendLetter(lumiku.platform, billingLetters)({ letterId: letter.id }, {} as never)
  const shown = await fetch(`${lumiku.url}/dev/mail/${letter.id}`)
  const page = await shown.text()
  const [, path] = /href="(\/dev\/mail\/[^"]+\.pdf)"/.exec(page) ?? []
  const pdf = await fetch(lumiku.url + path)
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(new TextDecoder('latin1').decode((await pdf.bytes()).slice(0, 5))).toBe('%PDF-')
})

test('nobody is reminded of what has been called off since', async () => {
  const { db } = lumiku.platform
  await db`update subscriptions set cancelled_at = now() where id = ${data.subscriptionId!}`
  await db`select owe_letters(array[${userId}::uuid], 'renewal-soon', array[${JSON.stringify(dataOf('renewal-soon'))}::text::jsonb])`
  const [letter] = await db`select id from letters where user_id = ${userId} and kind = 'renewal-soon'`
  await sendLetter(lumiku.platform, billingLetters)({ letterId: letter.id }, {} as never)
  const [after] = await db`select dropped_at, kept_at from letters where id = ${letter.id}`
  expect([after.dropped_at !== null, after.kept_at]).toEqual([true, null])
})

test('quota at eighty and a hundred percent, and few credits: each is told once, and not to who has unsubscribed', async () => {
  const { db } = lumiku.platform
  const who = await signUp(lumiku.url)
  const { account } = (await who.get('/api/me')).body
  await db.begin((tx) => beginPeriod(tx, { accountId: account.id, plan: plans[0]!, kind: 'free' }))
  const kinds = async () =>
    (
      await db`select kind from letters where user_id = ${account.id} and kind like 'quota%' order by created_at`
    ).map(({ kind }: { kind: string }) => kind)
  await reserve(db, { accountId: account.id, quota: 7, dailyLimit: 10 })
  await remindUsage(db)
  expect(await kinds()).toEqual([])
  await reserve(db, { accountId: account.id, quota: 1, dailyLimit: 10 })
  await Promise.all([remindUsage(db), remindUsage(db)])
  await reserve(db, { accountId: account.id, quota: 2, dailyLimit: 10 })
  await remindUsage(db)
  await remindUsage(db)
  expect(await kinds()).toEqual(['quota-80', 'quota-100'])
  const news = await db`select type from events where account_id = ${account.id} and type = 'quota.exceeded'`
  expect(news).toHaveLength(1)

  const poor = await signUp(lumiku.url)
  const { id } = (await poor.get('/api/me')).body.account
  const url = unsubscribeUrl(lumiku.platform.config, id)
  expect((await fetch(url)).status).toBe(200)
  expect(await db`select 1 from unsubscribed where user_id = ${id}`).toHaveLength(0)
  expect((await fetch(url, { method: 'POST', body: 'List-Unsubscribe=One-Click' })).status).toBe(200)
  expect((await fetch(`${url}x`, { method: 'POST' })).status).toBe(404)
  const [held] = await reserve(db, { accountId: id, credits: 95 })
  await db`select ledger_settle(${held!.hold}, 95)`
  await remindUsage(db)
  expect(await db`select 1 from letters where user_id = ${id} and kind = 'credits-low'`).toHaveLength(0)
  expect(await db`select 1 from events where account_id = ${id} and type = 'credits.low'`).toHaveLength(1)
})
