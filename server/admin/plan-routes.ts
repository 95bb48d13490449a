import { Hono } from 'hono'
import { type CallerEnv, requireAdmin } from '#server/accounts/require-user.ts'
import { changePlanOffer } from '#server/billing/change-plan-offer.ts'
import { listPlanOffers } from '#server/billing/list-plan-offers.ts'
import { json } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { logWrites } from './log-writes.ts'
import { contract, inputs } from './plan-contract.ts'

/** What operators decide about plans: which are on sale, and which may be tried for free. */
export function adminPlanRoutes(platform: Platform) {
  const { db } = platform
  return new Hono<CallerEnv>()
    .use(requireAdmin(platform))
    .use(logWrites('an operator changed a plan'))
    .get('/', contract.list, async (c) => c.json({ plans: await listPlanOffers(db) }))
    .patch('/:planId', contract.change, json(inputs.change), async (c) => {
      const wanted = c.req.valid('json')
      const plan = await changePlanOffer(db, c.req.param('planId'), wanted)
      const { planId } = plan
      c.get('log').info({ admin: c.get('caller').userId, planId, wanted }, 'a plan’s offer was changed')
      return c.json({ plan })
    })
}
