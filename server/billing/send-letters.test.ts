import { afterAll, beforeAll, expect, test } from 'bun:test'
import { sendLetter } from '#server/platform/mail/send-letter.ts'
import { signUp } from '#test/support/client.ts'
import { type MailCatcher, openMailCatcher } from '#test/support/mail-catcher.ts'
import { atSandbox } from '#test/support/pay.ts'
import { serving, type TestServing } from '#test/support/serving.ts'
import { billingLetters } from './letters.tsx'

let post: MailCatcher
let lumiku: TestServing
beforeAll(async () => {
  post = await openMailCatcher()
  lumiku = await serving({}, { SMTP_URL: post.url })
})
afterAll(async () => {
  await lumiku.stop()
  await post.close()
})

async function buyer(locale: 'id' | 'en') {
  const who = await signUp(lumiku.url)
  const { user } = (await who.get('/api/me')).body
  await lumiku.platform.db`update users set locale = ${locale} where id = ${user.id}`
  return { who, userId: user.id as string }
}

async function buys(who: Awaited<ReturnType<typeof signUp>>) {
  const { payment } = (await who.post('/api/credits/purchase', { packId: 'topup-1500' })).body
  await atSandbox(payment.url, 'pay')
  return (await who.get(`/api/payments/${payment.id}`)).body
}

const header = (letter: Awaited<ReturnType<MailCatcher['letterTo']>>, name: string) =>
  letter.headers.find(({ key }) => key === name)?.value

test.each([
  ['id', 'Pembayaran diterima', 'Faktur', '1.500 kredit'],
  ['en', 'Payment received', 'Invoice', '1,500 credits'],
] as const)(
  'the receipt arrives in %s with its invoice, the same as on the page',
  async (locale, subject, title, what) => {
    const { who } = await buyer(locale)
    const payment = await buys(who)
    const letter = await post.letterTo(who.email, subject)
    expect(letter.text).toContain(payment.orderId)
    expect(header(letter, 'list-unsubscribe')).toBeUndefined()

    const [enclosed, ...more] = letter.attachments
    expect([enclosed?.mimeType, more]).toEqual(['application/pdf', []])
    expect(enclosed?.filename).toBe(`${payment.invoiceNumber.replaceAll('/', '-')}.pdf`)
    const bytes = new Uint8Array(enclosed?.content as ArrayBuffer)
    const onPage = await fetch(`${lumiku.url}/api/payments/${payment.id}/invoice.pdf`, {
      headers: { authorization: `Bearer ${who.token}` },
    })
    expect(Buffer.from(await onPage.bytes()).equals(Buffer.from(bytes))).toBe(true)

    // Imported once the server listens: its polyfills keep a database connection that is being opened waiting for ever.
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
    const document = await getDocument({ data: bytes, verbosity: 0 }).promise
    const { items } = await (await document.getPage(1)).getTextContent()
    const said = items.map((item) => ('str' in item ? item.str : '')).join(' ')
    for (const word of [title, payment.invoiceNumber, payment.orderId, 'Rp 100.000', 'QRIS', what])
      expect(said).toContain(word)
  },
)

test('an invoice is nobody else’s business', async () => {
  const { who } = await buyer('id')
  const { id } = await buys(who)
  const other = await signUp(lumiku.url)
  expect((await other.get(`/api/payments/${id}/invoice.pdf`)).status).toBe(404)
  expect((await fetch(`${lumiku.url}/api/payments/${id}/invoice.pdf`)).status).toBe(401)
  const { payment } = (await other.post('/api/credits/purchase', { packId: 'topup-1500' })).body
  expect((await other.get(`/api/payments/${payment.id}/invoice.pdf`)).status).toBe(404)
})

test('a mailbox that was full gets its receipt later, once, in the language its reader has by then', async () => {
  const { db } = lumiku.platform
  const { who, userId } = await buyer('id')
  const refused = post.fill(who.email)
  await buys(who)
  await refused
  let waiting: { id: string } | undefined
  while (!waiting) {
    const [job] = await db`
      select j.id from graphile_worker.jobs j join letters l on l.id = (select (payload ->> 'letterId')::uuid from graphile_worker._private_jobs p where p.id = j.id)
      where l.user_id = ${userId} and l.kind = 'receipt' and l.last_error is not null and j.locked_at is null`
    waiting = job
    if (!waiting) await Bun.sleep(20)
  }
  post.empty(who.email)
  await db`update users set locale = 'en' where id = ${userId}`
  await db`select graphile_worker.reschedule_jobs(array[${waiting.id}::bigint], run_at := now())`
  const letter = await post.letterTo(who.email, 'Payment received')
  expect(letter.attachments).toHaveLength(1)
  expect(post.lettersTo(who.email).filter(({ attachments }) => attachments.length > 0)).toHaveLength(1)
})

test('a letter about usage says how to end them, and the button of a mail program does', async () => {
  const { db } = lumiku.platform
  const { who, userId } = await buyer('en')
  const [{ day }] = await db`select quota_day()::text as day`
  const owe = (used: string) =>
    db`select owe_letters(array[${userId}::uuid], 'quota-80', array[${JSON.stringify({ day, used, limit: '50' })}::text::jsonb])`
  await owe('41')
  const letter = await post.letterTo(who.email, '41 of 50')
  expect(header(letter, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  const [, url] = /^<(.+)>$/.exec(header(letter, 'list-unsubscribe') ?? '') ?? []
  expect(letter.html).toContain(url!)
  const clicked = await fetch(url!, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  })
  expect([clicked.status, (await clicked.text()).includes('have ended')]).toEqual([200, true])

  await owe('42')
  await buys(who)
  await post.letterTo(who.email, 'Payment received')
  const [dropped] =
    await db`select dropped_at, sent_at from letters where user_id = ${userId} and data ->> 'used' = '42'`
  expect([dropped.dropped_at !== null, dropped.sent_at]).toEqual([true, null])
})

test('in production nothing of a receipt is kept once it is sent', async () => {
  const { db, config } = lumiku.platform
  const { who, userId } = await buyer('id')
  await buys(who)
  await post.letterTo(who.email, 'Pembayaran diterima')
  const [paid] = await db`select id from payments where account_id = ${userId} and status = 'paid'`
  const id = crypto.randomUUID()
  await db`insert into letters (id, user_id, kind, data) values (${id}, ${userId}, 'receipt', ${JSON.stringify({ paymentId: paid.id })}::text::jsonb)`
  const send = sendLetter({ db, config: { ...config, env: 'production' } }, billingLetters)
  await send({ letterId: id }, {} as never)
  const [letter] =
    await db`select html, body, data, sent_at is not null as sent from letters where id = ${id}`
  expect(letter).toEqual({ html: null, body: null, data: {}, sent: true })
  expect(await db`select 1 from letter_attachments where letter_id = ${id}`).toHaveLength(0)
})
