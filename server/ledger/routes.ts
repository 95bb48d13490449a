import { Hono } from 'hono'
import { type CallerEnv, requireUser } from '#server/accounts/require-user.ts'
import { query } from '#server/platform/http.ts'
import { numberCursor, pageQuery } from '#server/platform/page.ts'
import type { Platform } from '#server/platform/platform.ts'
import { balance } from './balance.ts'
import { contract } from './contract.ts'
import { history } from './history.ts'

export function ledgerRoutes(platform: Platform) {
  const { db } = platform
  return new Hono<CallerEnv>()
    .use(requireUser(platform))
    .get('/balance', contract.balance, async (c) => c.json(await balance(db, c.get('caller').accountId)))
    .get('/history', contract.history, query(pageQuery(numberCursor)), async (c) =>
      c.json(await history(db, c.get('caller').accountId, c.req.valid('query'))),
    )
}
