import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { plans } from '#catalog/plans.ts'
import { accountsLetters } from '#server/accounts/letters.tsx'
import { newId } from '#server/platform/ids.ts'
import { sendLetter } from '#server/platform/mail/send-letter.ts'
import { unsubscribeUrl } from '#server/platform/mail/unsubscribe.ts'
import { signUp } from '#test/support/client.ts'
import { atSandbox } from '#test/support/pay.ts'
import { serving, type TestServing } from '#test/support/serving.ts'
import { beginPeriod } from './begin-period.ts'
import { letterKinds } from './letters/kinds.ts'
import { billingLetters } from './letters.tsx'

const kinds = { ...accountsLetters, ...billingLetters }
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
    values (${refundId}, ${payment.id}, ${userId}, 'withdrawal', 'lambat', 50000, ${userId}, 'maaf ya')`
  const [{ day, grant }] = await db`
    select quota_day()::text as day, (select id from grants where account_id = ${userId} order by created_at desc limit 1) as grant`
  data = {
    paymentId: payment.id,
    refundId,
    periodId: begun.periodId,
    subscriptionId: begun.subscriptionId,
    day,
    grantId: grant,
    used: '41',
    limit: '50',
    left: '7',
  }
})
afterAll(() => lumiku.stop())

/** What each letter is owed with. */
const dataOf = (kind: string): Record<string, string> => {
  if (kind.startsWith('refund')) return only('refundId')
  if (kind.startsWith('quota')) return only('day', 'used', 'limit')
  if (kind === 'credits-low') return only('left', 'grantId')
  if (kind === 'receipt') return only('paymentId')
  if (/renewal|grace|expired/.test(kind)) return only('periodId', 'subscriptionId')
  return kind === 'cancelled' ? only('subscriptionId') : only('subscriptionId', 'paymentId')
}
const only = (...names: string[]) => Object.fromEntries(names.map((name) => [name, data[name]!]))

async function write(kind: string, locale: 'id' | 'en') {
  const { db } = lumiku.platform
  // Only what has been cancelled is called so.
  await db`update subscriptions set cancelled_at = ${kind === 'cancelled' ? new Date() : null} where id = ${data.subscriptionId!}`
  const reader = { userId, name: 'Sari & "Budi"', email: 'sari@example.test', locale }
  return kinds[kind]!(lumiku.platform, dataOf(kind), reader)
}

describe.each(['id', 'en'] as const)('in %s', (locale) => {
  test.each(['welcome', ...letterKinds])('the letter "%s" says everything it has to', async (kind) => {
    const written = await write(kind, locale)
    expect(written).not.toBeNull()
    const { subject, html, text, attachments = [], unsubscribe } = written!
    for (const said of [subject, html, text])
      expect(said).not.toMatch(
        /undefined|null|NaN|\[object|Rp 0\b|Invalid Date|–\.| {2}\S.*(sampai|until) *[.,<]/,
      )
    expect(subject.trim()).toBe(subject)
    expect(subject.length).toBeGreaterThan(5)
    expect(attachments).toHaveLength(kind === 'receipt' ? 1 : 0)
    expect(html).toContain(`lang="${locale}"`)

    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href!)
    expect(links.length).toBeGreaterThan(1)
    for (const link of links) expect(link).toStartWith(`${lumiku.url}/`)
    // Nothing is loaded from anywhere when it is opened.
    expect(html).not.toMatch(/<(img|script|link)\b/)

    // The plain text reads by itself: no markup, no entities, and the address of its button.
    expect(text).not.toMatch(/<[a-z!/]|&(amp|nbsp|quot|#)|@media/i)
    expect(text).toContain(`${lumiku.url}/`)
    expect(text.split('\n').every((line) => line.length <= 600)).toBe(true)

    expect(unsubscribe !== undefined).toBe(/quota|credits/.test(kind))
    if (unsubscribe) expect([html.includes(unsubscribe), text.includes(unsubscribe)]).toEqual([true, true])
    if (kind.startsWith('refund')) expect(text).toContain('Rp 50.000')
    if (/renewal|grace/.test(kind)) expect(text).toContain('Rp 299.000')
    if (kind === 'receipt') expect(text).toMatch(/^(Faktur|Invoice): INV\/\d{4}\/\d{6}$/m)
    if (['subscribed', 'plan-changed', 'renewed'].includes(kind)) {
      expect(text).toContain('Pro Monthly')
      expect(text).toMatch(locale === 'id' ? /Free, Basic, dan Pro/ : /Free, Basic,? and Pro/)
      expect(text).toMatch(/Rp 299\.000, \d/)
    }
    if (kind === 'welcome') expect(html).toContain('Sari &amp; &quot;Budi&quot;')
  })

  test('no two letters have the same subject', async () => {
    const subjects = []
    for (const kind of letterKinds) subjects.push((await write(kind, locale))!.subject)
    expect(new Set(subjects).size).toBe(letterKinds.length)
  })
})

/** Owes a letter and sends it. */
async function send(kind: string, what = dataOf(kind)) {
  const { db } = lumiku.platform
  await db`delete from letters where user_id = ${userId} and kind = ${kind}`
  await db`select owe_letters(array[${userId}::uuid], ${kind}, array[${JSON.stringify(what)}::text::jsonb])`
  const [letter] = await db`select id from letters where user_id = ${userId} and kind = ${kind}`
  await sendLetter(lumiku.platform, kinds)({ letterId: letter.id }, {} as never)
  const [after] =
    await db`select id, subject, body, kept_at is not null as kept, dropped_at is not null as dropped from letters where id = ${letter.id}`
  return after
}

test('the receipt waits in the mailbox of a machine without a mail server, its invoice with it', async () => {
  const letter = await send('receipt')
  const page = await (await fetch(`${lumiku.url}/dev/mail/${letter.id}`)).text()
  const [, path] = /href="(\/dev\/mail\/[^"]+\.pdf)"/.exec(page) ?? []
  const pdf = await fetch(lumiku.url + path)
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(new TextDecoder('latin1').decode((await pdf.bytes()).slice(0, 5))).toBe('%PDF-')
})

describe('what is no longer true is not sent', () => {
  const dropped = { kept: false, dropped: true }
  const change = (statement: string) => lumiku.platform.db.unsafe(statement)

  test.each([
    [
      'renewal-soon',
      `update subscriptions set cancelled_at = now()`,
      `update subscriptions set cancelled_at = null`,
    ],
    ['cancelled', `update subscriptions set cancelled_at = null`, ''],
    [
      'refund-requested',
      `update refunds set status = 'rejected', decided_at = now()`,
      `update refunds set status = 'requested', decided_at = null`,
    ],
    [
      'receipt',
      `update refunds set status = 'paid', decided_at = now(), paid_at = now(), amount = 100000`,
      `update refunds set status = 'requested', decided_at = null, paid_at = null, amount = 50000`,
    ],
  ])('%s', async (kind, undone, restored) => {
    await change(undone)
    try {
      expect(await send(kind)).toMatchObject(dropped)
    } finally {
      if (restored) await change(restored)
    }
    if (restored) expect(await send(kind)).toMatchObject({ kept: true, dropped: false })
  })

  test('yesterday', async () => {
    expect(await send('quota-80', { ...dataOf('quota-80'), day: '2020-01-01' })).toMatchObject(dropped)
  })

  test('few credits, once more have come in', async () => {
    const { db } = lumiku.platform
    const [first] = await db`select id from grants where account_id = ${userId} order by created_at limit 1`
    expect(await send('credits-low', { left: '7', grantId: first.id })).toMatchObject(dropped)
  })
})

test('money an operator gives back by themselves is told as approved, for nobody asked', async () => {
  const { db } = lumiku.platform
  await db`update refunds set kind = 'service', status = 'approved', decided_at = now()`
  const { body } = await send('refund-requested')
  await db`update refunds set kind = 'withdrawal', status = 'requested', decided_at = null`
  expect(body).toContain('disetujui')
})

test('what ended at once is not said to last', async () => {
  const { db } = lumiku.platform
  await db`update subscriptions set cancelled_at = now()`
  await db`update periods set cut_at = now() where id = ${data.periodId!}`
  const { subject, body } = await send('cancelled')
  await db`update periods set cut_at = null where id = ${data.periodId!}`
  expect(subject).toBe('Pro Monthly sudah dihentikan')
  expect(body).not.toContain('masih bisa')
})

test('who has unsubscribed, with one click and without signing in, gets no letter about usage but all about money', async () => {
  const { db } = lumiku.platform
  const url = unsubscribeUrl(lumiku.platform.config, userId)
  const asked = await fetch(url)
  expect([asked.status, asked.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
  expect(await asked.text()).toContain('Ya, berhenti')
  // Programs that look into letters open every link.
  expect(await db`select 1 from unsubscribed`).toHaveLength(0)
  expect(await send('quota-80')).toMatchObject({ kept: true })

  for (const wrong of [`${url}x`, url.replace(/=.*?\./, `=${newId()}.`), `${lumiku.url}/api/unsubscribe`])
    expect((await fetch(wrong, { method: 'POST' })).status).toBe(404)
  for (const _ of [1, 2]) {
    const done = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    })
    expect([done.status, (await done.text()).includes('Surat pemakaian berhenti')]).toEqual([200, true])
  }
  expect(await db`select user_id from unsubscribed`).toEqual([{ user_id: userId }])
  expect(await send('quota-80')).toMatchObject({ kept: false, dropped: true })
  expect(await send('refund-requested')).toMatchObject({ kept: true })
  await db`delete from unsubscribed`
})
