import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { z } from 'zod'
import { bodyAnswer } from '#server/platform/answers.ts'
import { describe, parameter } from '#server/platform/describe.ts'
import type { Env } from '#server/platform/http.ts'
import { readUnsubscribeToken, unsubscribe } from '#server/platform/mail/unsubscribe.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'

const token = parameter('query', 'token', 'From the letter.')

const contract = {
  ask: describe({
    id: 'askToUnsubscribe',
    tag: 'People',
    summary: 'A page that asks whether letters about usage should end',
    by: 'anyone',
    parameters: [token],
    answers: { 200: bodyAnswer('text/html', 'A form') },
    problems: ['not_found'],
  }),
  unsubscribe: describe({
    id: 'unsubscribe',
    tag: 'People',
    summary: 'End letters about usage, without signing in',
    description: 'One click, as mail programs do it. Letters about money and the account still come.',
    by: 'anyone',
    parameters: [token],
    answers: { 200: z.object({ unsubscribed: z.literal(true) }) },
    problems: ['not_found'],
  }),
}

/** Programs that look into letters follow every link, so a link alone ends nothing: it shows a button. */
export function unsubscribeRoutes({ db, config }: Pick<Platform, 'db' | 'config'>) {
  const reader = (c: Context) => {
    const userId = readUnsubscribeToken(config, c.req.query('token') ?? '')
    if (!userId) throw new Problem('not_found')
    return userId
  }
  return new Hono<Env>()
    .get('/', contract.ask, (c) => {
      reader(c)
      c.header('Cache-Control', 'no-store')
      return c.html(html`<!doctype html>
<html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Lumiku</title>
<main><h1>Berhenti menerima surat tentang pemakaian?</h1><p>Surat tentang pembayaran dan akunmu tetap kami kirim.</p>
<p lang="en">Stop letters about usage? Letters about payments and your account still come.</p>
<form method="post"><button>Berhenti · Stop</button></form></main></html>`)
    })
    .post('/', contract.unsubscribe, async (c) => {
      await unsubscribe(db, reader(c))
      return c.json({ unsubscribed: true as const })
    })
}
