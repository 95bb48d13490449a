import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Env } from './http.ts'
import { newId } from './ids.ts'
import type { Platform } from './platform.ts'

/** Gives every request an id, a log of its own and a place in the metrics. */
export function watchRequests({ log, metrics }: Platform): MiddlewareHandler<Env> {
  return async (c, next) => {
    const requestId = acceptable(c.req.header('x-request-id')) ?? newId()
    const started = performance.now()
    c.set('requestId', requestId)
    c.set('log', log.child({ requestId }))
    c.header('x-request-id', requestId)
    await next()

    const seconds = (performance.now() - started) / 1000
    const route = patternOf(c)
    metrics.requests.observe({ method: c.req.method, route, status: c.res.status }, seconds)
    const line = {
      requestId,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(seconds * 1000),
    }
    if (c.res.status >= 500) log.error(line, 'answered')
    else log.debug(line, 'answered')
  }
}

/** A caller may bring its own id, so that traces join; nothing but plain characters reaches a log. */
function acceptable(id: string | undefined): string | undefined {
  return id && /^[\w.-]{8,64}$/.test(id) ? id : undefined
}

/** The pattern that answered, never the address itself: ids would make a label of every request. */
function patternOf(c: Context): string {
  return matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? '/*'
}
