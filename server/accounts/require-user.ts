import type { Context, MiddlewareHandler } from 'hono'
import type { Env } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { type Caller, findCaller, renewSession } from './find-caller.ts'
import { refuseForeignOrigin } from './same-origin.ts'
import { presentedToken, renewSessionCookie } from './session-cookie.ts'

export type { Caller }

export interface CallerEnv extends Env {
  Variables: Env['Variables'] & { caller: Caller }
}

export interface MaybeCallerEnv extends Env {
  Variables: Env['Variables'] & { caller: Caller | null }
}

type Needs = Pick<Platform, 'config' | 'db'>

/** Lets only signed-in people pass: 401 `unauthenticated` for everyone else. Puts `caller` on the context. */
export function requireUser(platform: Needs): MiddlewareHandler<CallerEnv> {
  return async (c, next) => {
    const caller = await callerOf(c, platform)
    if (!caller) throw new Problem('unauthenticated')
    c.set('caller', caller)
    await next()
  }
}

/** Lets everyone pass; `caller` is null for strangers. */
export function maybeUser(platform: Needs): MiddlewareHandler<MaybeCallerEnv> {
  return async (c, next) => {
    c.set('caller', await callerOf(c, platform))
    await next()
  }
}

/** Lets only the operator's people pass: 401 for strangers, 403 `admin_only` for others. */
export function requireAdmin(platform: Needs): MiddlewareHandler<CallerEnv> {
  return async (c, next) => {
    const caller = await callerOf(c, platform)
    if (!caller) throw new Problem('unauthenticated')
    if (caller.role !== 'admin') throw new Problem('admin_only')
    c.set('caller', caller)
    await next()
  }
}

async function callerOf(c: Context, { config, db }: Needs): Promise<Caller | null> {
  const presented = presentedToken(c, config)
  if (!presented) return null
  if (presented.by === 'cookie') refuseForeignOrigin(c, config.publicUrl)
  const found = await findCaller(db, presented.token)
  if (!found) return null
  const { dueForRenewal, ...caller } = found
  if (dueForRenewal) {
    await renewSession(db, caller.sessionId)
    if (presented.by === 'cookie') renewSessionCookie(c, config, presented.token)
  }
  return caller
}
