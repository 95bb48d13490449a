import { afterAll, beforeAll, expect, test } from 'bun:test'
import { Hono } from 'hono'
import { openDb } from '#server/platform/db.ts'
import { freshDatabase } from '#test/support/database.ts'
import { devMailRoutes } from './dev-mail.ts'
import { queueLetter } from './queue-letter.ts'

const database = await freshDatabase()
const db = openDb(database.url, { max: 4 })
const app = devMailRoutes({ db })
const letter = {
  locale: 'id',
  kind: 'reset',
  html: '<html><head></head><body>Halo</body></html>',
  text: 'Halo',
} as const
let id: string

beforeAll(async () => {
  await queueLetter(db, { ...letter, to: 'other@example.test', subject: 'Yang lain' })
  id = await queueLetter(db, {
    ...letter,
    to: 'sari@example.test',
    subject: 'Tanda <b>"petik"</b> & 🌶️',
    html: '<html><head></head><body onload="alert(1)">"Halo" <script>alert(2)</script></body></html>',
    text: '</pre><script>alert(3)</script>',
    data: { url: 'http://localhost/reset?token=a&b=c' },
  })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

test('the mailbox lists letters, newest first, in the language of the browser', async () => {
  const page = await (await app.request('/mail')).text()
  expect(page).toContain('<html lang="id">')
  expect(page).toContain('Kotak surat')
  expect(page.indexOf('sari@example.test')).toBeLessThan(page.indexOf('other@example.test'))
  expect(page).toContain('Tanda &lt;b&gt;&quot;petik&quot;&lt;/b&gt; &amp; 🌶️')
  expect(await (await app.request('/mail', { headers: { 'accept-language': 'en-GB,en' } })).text()).toContain(
    'Mailbox',
  )
})

test('a letter is shown where nothing in it can run', async () => {
  const response = await app.request(`/mail/${id}`)
  const page = await response.text()
  expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
  expect(page).toContain('&lt;body onload=&quot;alert(1)&quot;&gt;')
  expect(page).not.toContain('<script>')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('tests read the same as JSON, narrowed to one address', async () => {
  const { items } = await (await app.request('/mail.json?to=SARI@example.test')).json()
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject({
    id,
    to: 'sari@example.test',
    subject: 'Tanda <b>"petik"</b> & 🌶️',
    data: { url: 'http://localhost/reset?token=a&b=c' },
    sentAt: null,
  })
  expect((await (await app.request('/mail.json')).json()).items).toHaveLength(2)
})

test('a letter that is not there is not found', async () => {
  const thrown: unknown[] = []
  const watched = new Hono().route('/', app).onError((error, c) => {
    thrown.push(error)
    return c.body(null, 404)
  })
  for (const wrong of ['0199c0de-0000-7000-8000-000000000000', 'nonsense', "'--"])
    await watched.request(`/mail/${encodeURIComponent(wrong)}`)
  expect(thrown).toMatchObject([{ code: 'not_found' }, { code: 'not_found' }, { code: 'not_found' }])
})
