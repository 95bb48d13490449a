import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { openAuth } from '#server/accounts/auth.ts'
import { type CallerEnv, maybeUser, requireAdmin, requireUser } from '#server/accounts/require-user.ts'
import { accountsRoutes, updateMeRoutes } from '#server/accounts/routes.ts'
import { answerError } from '#server/platform/answer-error.ts'
import { readConfig } from '#server/platform/config.ts'
import { openDb } from '#server/platform/db.ts'
import type { Env } from '#server/platform/http.ts'
import { openLog } from '#server/platform/log.ts'
import { devMailRoutes } from '#server/platform/mail/dev-mail.ts'
import type { KeptLetter } from '#server/platform/mail/kept-letters.ts'
import { openMetrics } from '#server/platform/metrics.ts'
import type { Platform } from '#server/platform/platform.ts'
import { watchRequests } from '#server/platform/watch-requests.ts'
import { freshDatabase } from './database.ts'

export type Desk = Awaited<ReturnType<typeof openDesk>>

/** The routes people sign in through, on a database of their own, plus three doors that show who gets past them. */
export async function openDesk({
  verifyThemselves = true,
  env = {},
}: {
  verifyThemselves?: boolean
  env?: Record<string, string>
} = {}) {
  const database = await freshDatabase()
  const data = mkdtempSync(join(tmpdir(), 'lumiku-accounts-'))
  const config = readConfig({
    LUMIKU_ENV: 'test',
    LUMIKU_DATA: data,
    DATABASE_URL: database.url,
    LOG_LEVEL: 'silent',
    ...env,
  })
  const db = openDb(database.url)
  const log = openLog(config.logLevel)
  const needed = { config, db, log, metrics: openMetrics(), databaseUrl: database.url }
  // What accounts never touch (storage, listener) is not opened.
  const platform = needed as typeof needed & Platform

  const app = again()

  /** The same routes as another process would serve them. */
  function again() {
    const app = new Hono<Env>()
    app.use(watchRequests(platform))
    app.onError(answerError(platform))
    app.route('/api/auth', accountsRoutes(platform, openAuth(platform, { verifyThemselves })))
    app.route('/api/me', updateMeRoutes(platform))
    app.route('/dev', devMailRoutes(platform))
    const doors = new Hono<CallerEnv>()
    doors.all('/whoami', requireUser(platform), (c) => c.json(c.var.caller))
    doors.get('/maybe', maybeUser(platform), (c) => c.json({ name: c.var.caller?.name ?? 'stranger' }))
    doors.get('/admin', requireAdmin(platform), (c) => c.json({ in: true }))
    app.route('/', doors)
    return app
  }

  async function post(path: string, body?: unknown, headers: Record<string, string> = {}) {
    return app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  }

  return {
    app,
    again,
    config,
    db,
    platform,
    post,
    get: async (path: string, headers: Record<string, string> = {}) => app.request(path, { headers }),
    /** Signs somebody up; returns what the client would keep. */
    async join(person: Partial<Newcomer> = {}) {
      const who = { ...newcomer(), ...person }
      const response = await post('/api/auth/sign-up/email', who)
      if (response.status !== 200) throw new Error(`sign-up: ${response.status} ${await response.text()}`)
      const { token, user } = await response.json()
      return { ...who, token, user, cookie: cookieOf(response), bearer: { authorization: `Bearer ${token}` } }
    },
    async letters(to: string): Promise<KeptLetter[]> {
      const response = await app.request(`/dev/mail.json?to=${encodeURIComponent(to)}`)
      return (await response.json()).items
    },
    async credits(accountId: string): Promise<number> {
      const [row] =
        await db`select available from balances where account_id = ${accountId} and unit = 'credit'`
      return row?.available ?? 0
    },
    async close() {
      await db.close()
      await database.drop()
      rmSync(data, { recursive: true })
    },
  }
}

interface Newcomer {
  email: string
  password: string
  name: string
  locale?: 'id' | 'en'
}

let count = 0

export function newcomer(): Newcomer {
  count += 1
  return { email: `person-${count}@example.test`, password: 'cukup-panjang', name: `Person ${count}` }
}

/** The Cookie header a browser would send back. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
