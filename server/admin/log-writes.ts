import type { MiddlewareHandler } from 'hono'
import type { CallerEnv } from '#server/accounts/require-user.ts'

/** Whatever an operator changes stands in the log, with who it was and what came of it. After `requireAdmin`. */
export function logWrites(says: string): MiddlewareHandler<CallerEnv> {
  return async (c, next) => {
    await next()
    const { method, path } = c.req
    if (method === 'GET') return
    c.get('log').info({ admin: c.get('caller').userId, method, path, status: c.res.status }, says)
  }
}
