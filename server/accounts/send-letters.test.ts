import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { JobHelpers } from 'graphile-worker'
import { readConfig } from '#server/platform/config.ts'
import { newId } from '#server/platform/ids.ts'
import { queueLetter } from '#server/platform/mail/queue-letter.ts'
import { sendLetter } from '#server/platform/mail/send-letter.ts'
import { openQueue, type Queue } from '#server/platform/queue.ts'
import { type Desk, openDesk } from '#test/support/desk.ts'
import { type MailCatcher, openMailCatcher } from '#test/support/mail-catcher.ts'
import { accountsLetters } from './letters.tsx'

let post: MailCatcher
let desk: Desk
let queue: Queue
beforeAll(async () => {
  post = await openMailCatcher()
  desk = await openDesk({
    verifyThemselves: false,
    env: { SMTP_URL: post.url, MAIL_FROM: 'Lumiku <halo@lumiku.example>' },
  })
  const jobs = { tasks: { send_letter: sendLetter(desk.platform, accountsLetters) }, clocks: [] }
  const { db, log } = desk.platform
  queue = await openQueue(desk.config.databaseUrl ?? '', jobs, { concurrency: 2, db, log })
})
afterAll(async () => {
  await queue.stop()
  await desk.close()
  await post.close()
})

test.each([
  ['id', 'Konfirmasi e-mailmu untuk Lumiku', 'Konfirmasi e-mail', 'Tautan ini berlaku 24 jam'],
  ['en', 'Confirm your e-mail for Lumiku', 'Confirm e-mail', 'The link works for 24 hours'],
] as const)(
  'the letter arrives by SMTP in %s, as HTML and as plain text',
  async (locale, subject, button, line) => {
    const { email } = await desk.join({ locale })
    const letter = await post.letterTo(email)
    expect(letter.subject).toBe(subject)
    expect(letter.from).toMatchObject({ name: 'Lumiku', address: 'halo@lumiku.example' })
    expect(letter.to).toMatchObject([{ address: email }])
    expect(letter.headers.find(({ key }) => key === 'content-language')?.value).toBe(locale)
    expect(letter.html).toContain(`lang="${locale}"`)
    expect(letter.html).toContain(button)
    expect(letter.text).toContain(line)
    const token = /verify\?token=(\S+)/.exec(letter.text ?? '')?.[1]
    expect((await desk.get(`/api/auth/verify-email?token=${token}`)).status).toBe(200)
    // Nothing is loaded from anywhere when it is opened.
    expect(letter.html).not.toMatch(/<(img|script|link)\b/)
  },
)

test('the reset letter arrives with a link that works', async () => {
  const { email } = await desk.join()
  await desk.post('/api/auth/request-password-reset', { email })
  const letter = await post.letterTo(email, 'Buat kata sandi baru untuk Lumiku')
  const token = /reset\?token=([\w-]+)/.exec(letter.text ?? '')?.[1]
  expect(
    (await desk.post('/api/auth/reset-password', { token, newPassword: 'sandi-yang-baru' })).status,
  ).toBe(200)
})

test.each([
  ['id', 'Selamat datang di Lumiku', 'Buka studio'],
  ['en', 'Welcome to Lumiku', 'Open the studio'],
] as const)('who confirms their address is welcomed in %s, once', async (locale, subject, button) => {
  const { email, user } = await desk.join({ locale })
  const token = /verify\?token=(\S+)/.exec((await post.letterTo(email)).text ?? '')?.[1]
  await Promise.all([1, 2, 3].map(() => desk.get(`/api/auth/verify-email?token=${token}`)))
  const letter = await post.letterTo(email, subject)
  expect(letter.html).toContain(button)
  expect(letter.text).toContain(`${desk.config.publicUrl}/studio`)
  expect(letter.headers.find(({ key }) => key === 'list-unsubscribe')).toBeUndefined()
  await desk.get(`/api/auth/verify-email?token=${token}`)
  expect(await desk.db`select 1 from letters where user_id = ${user.id} and kind = 'welcome'`).toHaveLength(1)
})

test('a reset link proves the address as well, and welcomes; a second reset does not', async () => {
  const { email, user } = await desk.join()
  for (const newPassword of ['sandi-pertama', 'sandi-kedua-1']) {
    await desk.post('/api/auth/request-password-reset', { email })
    const newest = await untilRow(
      () =>
        desk.db`select data from letters where recipient = ${email} and kind = 'reset' order by created_at desc limit 1`,
    )
    const token = new URL((newest[0] as { data: { url: string } }).data.url).searchParams.get('token')
    expect((await desk.post('/api/auth/reset-password', { token, newPassword })).status).toBe(200)
  }
  expect(await desk.db`select 1 from letters where user_id = ${user.id} and kind = 'welcome'`).toHaveLength(1)
})

test('a mail server that refuses is asked again later, and the letter arrives once', async () => {
  const to = 'full@example.test'
  const refused = post.fill(to)
  const id = await queueLetter(desk.db, {
    to,
    locale: 'id',
    kind: 'verify',
    subject: 'Halo',
    html: '<p>Halo</p>',
    text: 'Halo',
  })
  await refused
  const [job] = await untilRow<{ id: string; last_error: string }>(
    () => desk.db`
      select j.id, j.attempts, j.max_attempts, l.last_error, l.sent_at, j.run_at > now() as later
      from graphile_worker.jobs j, letters l
      where l.id = ${id} and j.task_identifier = 'send_letter' and j.locked_at is null and l.last_error is not null`,
  )
  expect(job).toMatchObject({ attempts: 1, max_attempts: 8, sent_at: null, later: true })
  expect(job?.last_error).toContain('mailbox is full')

  post.empty(to)
  await desk.db`select graphile_worker.reschedule_jobs(array[${job?.id}::bigint], run_at := now())`
  expect((await post.letterTo(to)).messageId).toContain(id)
  const [letter] = await untilRow(
    () => desk.db`select last_error, attempts from letters where id = ${id} and sent_at is not null`,
  )
  expect(letter).toEqual({ last_error: null, attempts: 2 })
  expect(post.lettersTo(to)).toHaveLength(1)
})

test('a letter belongs to what caused it: undone together', async () => {
  const to = 'undone@example.test'
  const undo = desk.db.begin(async (tx) => {
    await queueLetter(tx, {
      to,
      locale: 'id',
      kind: 'verify',
      subject: 'Halo',
      html: '<p>Halo</p>',
      text: 'Halo',
    })
    throw new Error('changed my mind')
  })
  expect(undo).rejects.toThrow('changed my mind')
  await undo.catch(() => {})
  expect(await desk.letters(to)).toEqual([])
  const [{ count }] = await desk.db`select count(*)::int as count from letters where recipient = ${to}`
  expect(count).toBe(0)
})

test('without a mail server a letter is kept for the mailbox page', async () => {
  const config = readConfig({
    LUMIKU_ENV: 'test',
    DATABASE_URL: desk.config.databaseUrl,
    LUMIKU_SECRET: 'x'.repeat(32),
  })
  const letterId = await written('kept@example.test')
  await sendLetter({ config, db: desk.db })({ letterId }, {} as JobHelpers)
  expect((await desk.letters('kept@example.test'))[0]).toMatchObject({
    keptAt: expect.any(String),
    sentAt: null,
    text: 'rahasia',
  })
})

test('in production what a letter said is forgotten once the mail server has it', async () => {
  const config = { ...desk.config, env: 'production' as const }
  const letterId = await written('forgotten@example.test')
  await sendLetter({ config, db: desk.db })({ letterId }, {} as JobHelpers)
  expect((await post.letterTo('forgotten@example.test')).text).toContain('rahasia')
  const [letter] = await desk.db`select * from letters where id = ${letterId}`
  expect(letter).toMatchObject({
    html: null,
    body: null,
    data: {},
    subject: 'Halo',
    sent_at: expect.any(Date),
  })
})

/** A letter no worker has been told about. */
async function written(to: string): Promise<string> {
  const id = newId()
  await desk.db`
    insert into letters (id, recipient, locale, kind, subject, html, body)
    values (${id}, ${to}, 'id', 'reset', 'Halo', '<p>rahasia</p>', 'rahasia')`
  return id
}

/** Asks until there is a row; the worker writes it when it is done with the letter. */
async function untilRow<Row = Record<string, unknown>>(ask: () => Promise<Row[]>): Promise<Row[]> {
  for (;;) {
    const rows = await ask()
    if (rows.length > 0) return rows
    await Bun.sleep(20)
  }
}
