import { type Context, Hono } from 'hono'
import type { Db } from '../db.ts'
import type { Env } from '../http.ts'
import { isId } from '../ids.ts'
import type { Platform } from '../platform.ts'
import { Problem } from '../problem.ts'
import { letterPage, listPage } from './dev-mail-pages.ts'
import { mailWords } from './dev-mail-words.ts'

export interface KeptLetter {
  id: string
  to: string
  locale: 'id' | 'en'
  kind: string
  subject: string
  html: string | null
  text: string | null
  data: Record<string, unknown>
  createdAt: string
  sentAt: string | null
  keptAt: string | null
  lastError: string | null
}

const newest = 200

/**
 * The mailbox of a machine without a mail server: `/mail` lists what was written, newest first, `/mail/:id` shows one letter and
 * `/mail.json` gives both to tests; `?to=` narrows to one address. Mounted outside production only.
 */
export function devMailRoutes({ db }: Pick<Platform, 'db'>) {
  return new Hono<Env>()
    .get('/mail.json', async (c) => c.json({ items: await letters(db, c.req.query('to')) }))
    .get('/mail', async (c) =>
      page(c, listPage(await letters(db, c.req.query('to')), wordsFor(c), c.req.query('to'))),
    )
    .get('/mail/:id', async (c) => {
      const id = c.req.param('id')
      const [letter] = isId(id) ? await select(db, { id }) : []
      if (!letter) throw new Problem('not_found')
      return page(c, letterPage(letter, wordsFor(c)))
    })
}

function letters(db: Db, to?: string): Promise<KeptLetter[]> {
  return select(db, { to })
}

async function select(
  db: Db,
  { id = null, to = null }: { id?: string | null; to?: string | null },
): Promise<KeptLetter[]> {
  return db`
    select id, recipient as to, locale, kind, subject, html, body as text, data, iso(created_at) as "createdAt",
      iso(sent_at) as "sentAt", iso(kept_at) as "keptAt", last_error as "lastError"
    from letters
    where (${id}::uuid is null or id = ${id}::uuid) and (${to}::text is null or recipient = lower(${to}::text))
    order by created_at desc, id desc limit ${newest}`
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
