import { type Context, Hono } from 'hono'
import type { Env } from '../http.ts'
import { isId } from '../ids.ts'
import type { Platform } from '../platform.ts'
import { Problem } from '../problem.ts'
import { letterPage, listPage } from './dev-mail-pages.ts'
import { mailWords } from './dev-mail-words.ts'
import { keptAttachment, keptLetters } from './kept-letters.ts'

/**
 * The mailbox of a machine without a mail server: `/mail` lists what was written, newest first, `/mail/:id` shows one letter and
 * `/mail.json` gives both to tests; `?to=` narrows to one address. Mounted outside production only.
 */
export function devMailRoutes({ db }: Pick<Platform, 'db'>) {
  return new Hono<Env>()
    .get('/mail.json', async (c) => c.json({ items: await keptLetters(db, { to: c.req.query('to') }) }))
    .get('/mail', async (c) =>
      page(c, listPage(await keptLetters(db, { to: c.req.query('to') }), wordsFor(c), c.req.query('to'))),
    )
    .get('/mail/:id', async (c) => {
      const id = c.req.param('id')
      const [letter] = isId(id) ? await keptLetters(db, { id }) : []
      if (!letter) throw new Problem('not_found')
      return page(c, letterPage(letter, wordsFor(c)))
    })
    .get('/mail/:id/:filename', async (c) => {
      const { id, filename } = c.req.param()
      const attachment = isId(id) ? await keptAttachment(db, id, filename) : null
      if (!attachment) throw new Problem('not_found')
      return c.body(Buffer.from(attachment.content), 200, { 'content-type': attachment.type })
    })
}

function wordsFor(c: Context) {
  const asked = c.req.query('lang') ?? c.req.header('accept-language') ?? ''
  return mailWords[asked.toLowerCase().startsWith('en') ? 'en' : 'id']
}

function page(c: Context, body: string | Promise<string>) {
  // A letter may hold anything: nothing in it runs, loads or frames.
  c.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; base-uri 'self'",
  )
  c.header('Cache-Control', 'no-store')
  return c.html(body)
}
