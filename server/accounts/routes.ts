import { type Context, Hono } from 'hono'
import pLimit from 'p-limit'
import { clientAddress, type Env, json, query } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { openAttempts } from './attempts.ts'
import { type Auth, addressHeader } from './auth.ts'
import { CouldNotCreate, emailTaken, problemOf } from './better-auth-problem.ts'
import { contract } from './contract.ts'
import { findMe } from './find-me.ts'
import * as inputs from './inputs.ts'
import { type CallerEnv, requireUser } from './require-user.ts'
import { refuseForeignOrigin } from './same-origin.ts'
import { presentedToken } from './session-cookie.ts'
import { updateMe } from './update-me.ts'

const resetFloor = 300

/** /api/me: what people may change about themselves. */
export function updateMeRoutes(platform: Pick<Platform, 'config' | 'db'>) {
  return new Hono<CallerEnv>().patch(
    '/',
    contract.updateMe,
    requireUser(platform),
    json(inputs.UpdateMe),
    async (c) => {
      await updateMe(platform.db, c.var.caller, c.req.valid('json'))
      return c.json(await findMe(platform.db, c.var.caller))
    },
  )
}

/**
 * /api/auth: better-auth's own paths, strict about what they take and refusing with our problems, and the seeds' names for the three
 * commonest.
 */
export function accountsRoutes(platform: Pick<Platform, 'config' | 'db'>, auth: Auth) {
  const { config, db } = platform
  const attempts = openAttempts(platform)
  const signedIn = requireUser(platform)
  // better-auth hashes the password inside its transaction: a crowd of them would hold every connection while it waits for the cores.
  const fewSignUps = pLimit(Math.max(1, Math.floor(config.databasePool / 4)))
  const app = new Hono<Env>()

  app.use('*', async (c, next) => {
    if (presentedToken(c, config)?.by === 'cookie') refuseForeignOrigin(c, config.publicUrl)
    await next()
    c.header('Cache-Control', 'no-store')
  })

  for (const [path, told] of [
    ['sign-up/email', contract.signUp],
    ['register', contract.register],
  ] as const) {
    app.post(`/${path}`, told, json(inputs.SignUp), async (c) => {
      await attempts.signUp(c)
      return fewSignUps(() => signUp(c, c.req.valid('json')))
    })
  }

  for (const [path, told] of [
    ['sign-in/email', contract.signIn],
    ['login', contract.login],
  ] as const) {
    app.post(`/${path}`, told, json(inputs.SignIn), (c) => {
      const body = c.req.valid('json')
      return attempts.guess(c, body.email, () => ask(c, 'sign-in/email', body))
    })
  }

  app.get('/profile', contract.profile, signedIn, async (c) => {
    const { user } = await findMe(db, c.var.caller)
    return c.json({ token: presentedToken(c, config)?.token, user })
  })

  app.post('/change-password', contract.changePassword, signedIn, json(inputs.ChangePassword), (c) =>
    attempts.guess(c, c.var.caller.email, () => ask(c, 'change-password', c.req.valid('json'))),
  )

  app.post('/request-password-reset', contract.requestPasswordReset, json(inputs.JustEmail), async (c) => {
    const body = c.req.valid('json')
    await attempts.letter(c, 'reset', body.email)
    // Writing a letter takes a moment; not writing one takes as long, or the clock would tell who has an account.
    const [answer] = await Promise.all([ask(c, 'request-password-reset', body), Bun.sleep(resetFloor)])
    return answer
  })
  app.post('/reset-password', contract.resetPassword, json(inputs.ResetPassword), (c) =>
    ask(c, 'reset-password', c.req.valid('json')),
  )

  app.post('/send-verification-email', contract.sendVerificationEmail, json(inputs.JustEmail), async (c) => {
    const body = c.req.valid('json')
    await attempts.letter(c, 'verify', body.email)
    return ask(c, 'send-verification-email', body)
  })
  app.get('/verify-email', contract.verifyEmail, query(inputs.VerifyQuery), (c) => ask(c, 'verify-email'))

  app.get('/get-session', contract.getSession, (c) => ask(c, 'get-session'))
  app.get('/list-sessions', contract.listSessions, signedIn, (c) => ask(c, 'list-sessions'))
  app.post('/revoke-session', contract.revokeSession, signedIn, json(inputs.RevokeSession), (c) =>
    ask(c, 'revoke-session', c.req.valid('json')),
  )
  app.post('/revoke-sessions', contract.revokeSessions, signedIn, (c) => ask(c, 'revoke-sessions', {}))
  app.post('/revoke-other-sessions', contract.revokeOtherSessions, signedIn, (c) =>
    ask(c, 'revoke-other-sessions', {}),
  )
  app.post('/sign-out', contract.signOut, (c) => ask(c, 'sign-out', {}))

  return app

  async function signUp(c: Context, body: { email: string }): Promise<Response> {
    try {
      return await ask(c, 'sign-up/email', body)
    } catch (error) {
      // Two people racing for one address: the database lets one in, and better-auth only says that it failed.
      const [taken] =
        error instanceof CouldNotCreate ? await db`select 1 from users where email = ${body.email}` : []
      throw taken ? emailTaken() : error
    }
  }

  /** Hands a request to better-auth; its success is the answer, its refusal becomes ours. */
  async function ask(c: Context, path: string, body?: object): Promise<Response> {
    const headers = new Headers(c.req.raw.headers)
    headers.delete('content-length')
    headers.set('content-type', 'application/json')
    headers.set(addressHeader, clientAddress(c, config.trustProxy))
    const url = `${config.publicUrl}/api/auth/${path}${new URL(c.req.url).search}`
    const request = new Request(url, {
      method: c.req.method,
      headers,
      body: body ? JSON.stringify(body) : undefined,
    })
    const response = await auth.handler(request).catch((error) => {
      // drizzle wraps what the database said; whether it can be reached is told by what is inside.
      throw error instanceof Error && error.cause instanceof Error ? error.cause : error
    })
    // Not the response itself: it would leave without the headers set on its way, X-Request-Id among them.
    if (response.ok) return c.newResponse(response.body, response)
    // better-auth keeps to itself that it could not ask: whom it could not look up it calls a stranger, or breaks.
    if (response.status === 401 || response.status >= 500) await db`select 1`
    throw await problemOf(response)
  }
}
