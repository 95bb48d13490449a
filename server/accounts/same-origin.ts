import type { Context } from 'hono'
import { Problem } from '#server/platform/problem.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser sends our cookie along whichever page asks. Requests that change something are heard only when the browser says that the
 * page is ours: 403 `forbidden_origin` otherwise. Bearer tokens need no such proof, no other site can send them.
 */
export function refuseForeignOrigin(c: Context, publicUrl: string): void {
  if (safe.has(c.req.method) || isOurs(c, publicUrl)) return
  throw new Problem('forbidden_origin', { detail: 'This request did not come from a page of ours' })
}

function isOurs(c: Context, publicUrl: string): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site) return site === 'same-origin'
  const origin = c.req.header('origin')
  // Every browser of today says where an unsafe request comes from; what says nothing is a program using the cookie on purpose.
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  return origin === new URL(publicUrl).origin || new URL(origin).host === c.req.header('host')
}
