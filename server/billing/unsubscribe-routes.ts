import { type Context, Hono } from 'hono'
import { bodyAnswer } from '#server/platform/answers.ts'
import { describe, parameter } from '#server/platform/describe.ts'
import type { Env } from '#server/platform/http.ts'
import { readUnsubscribeToken, unsubscribe } from '#server/platform/mail/unsubscribe.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { unsubscribePage } from './unsubscribe-page.ts'

const token = parameter('query', 'token', 'From the letter.')

const contract = {
  ask: describe({
    id: 'askToUnsubscribe',
    tag: 'People',
    summary: 'A page that asks whether letters about usage should end',
    by: 'anyone',
    parameters: [token],
    answers: { 200: bodyAnswer('text/html', 'A page with one button') },
    problems: ['not_found'],
  }),
  unsubscribe: describe({
    id: 'unsubscribe',
    tag: 'People',
    summary: 'End letters about usage, without signing in',
    description:
      'One click, as mail programs do it (RFC 8058). Letters about money and the account still come. Doing it again changes nothing.',
    by: 'anyone',
    parameters: [token],
    answers: { 200: bodyAnswer('text/html', 'A page that says they have ended') },
    problems: ['not_found'],
  }),
}

/** Programs that look into letters follow every link, so a link alone ends nothing: it shows a button. */
export function unsubscribeRoutes({ db, config }: Pick<Platform, 'db' | 'config'>) {
  return new Hono<Env>()
    .get('/', contract.ask, async (c) => show(c, await reader(c), { done: false }))
    .post('/', contract.unsubscribe, async (c) => {
      const who = await reader(c)
      await unsubscribe(db, who.id)
      return show(c, who, { done: true })
    })

  async function reader(c: Context): Promise<{ id: string; locale: 'id' | 'en' }> {
    const userId = readUnsubscribeToken(config, c.req.query('token') ?? '')
    const [user] = userId ? await db`select id, locale from users where id = ${userId}` : []
    if (!user) throw new Problem('not_found')
    return user
  }
}

function show(c: Context, { locale }: { locale: 'id' | 'en' }, { done }: { done: boolean }) {
  c.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  )
  c.header('Referrer-Policy', 'no-referrer')
  c.header('Cache-Control', 'no-store')
  return c.html(unsubscribePage(locale, { done }))
}
