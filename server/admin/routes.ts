import { Hono } from 'hono'
import { type CallerEnv, requireAdmin } from '#server/accounts/require-user.ts'
import { explainCharge } from '#server/generations/charge.ts'
import { explainDecision } from '#server/generations/decision.ts'
import type { Platform } from '#server/platform/platform.ts'
import { contract } from './contract.ts'

/** What operators may look at. Whose books they opened stands in the log. */
export function adminRoutes(platform: Platform) {
  const { db } = platform
  return new Hono<CallerEnv>()
    .use(requireAdmin(platform))
    .get('/generations/:id/charge', contract.charge, async (c) => {
      const { charge, ...whose } = await explainCharge(db, c.req.param('id'), { accountId: null })
      c.get('log').info(
        { admin: c.get('caller').userId, generation: charge.generationId, ...whose },
        'an operator asked why a run cost what it cost',
      )
      return c.json({ ...charge, ...whose })
    })
    .get('/decisions/:requestId', contract.decision, async (c) => {
      const { decision, ...whose } = await explainDecision(db, c.req.param('requestId'), { accountId: null })
      c.get('log').info(
        { admin: c.get('caller').userId, decision: decision.requestId, ...whose },
        'an operator asked why a run was refused',
      )
      return c.json({ ...decision, ...whose })
    })
}
