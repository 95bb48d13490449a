import { Hono } from 'hono'
import { type CallerEnv, type MaybeCallerEnv, maybeUser, requireUser } from '#server/accounts/require-user.ts'
import type { Platform } from '#server/platform/platform.ts'
import { mayTry } from './begin-trial.ts'
import { contract } from './contract.ts'
import { packsOnSale } from './packs.ts'
import { plansOnSale } from './plans.ts'
import { isLive, newestSubscription } from './subscription.ts'

export function planRoutes(platform: Platform) {
  const { db } = platform
  return new Hono<MaybeCallerEnv>().get('/plans', contract.plans, maybeUser(platform), async (c) => {
    const caller = c.get('caller')
    const [plans, subscription] = await Promise.all([
      plansOnSale(db),
      caller ? newestSubscription(db, caller.accountId) : null,
    ])
    const offersTrial = plans.some(({ trialDays }) => trialDays)
    const tries = offersTrial && (!caller || (!isLive(subscription) && (await mayTry(db, caller))))
    const current = subscription && isLive(subscription) ? subscription.planId : null
    return c.json({
      plans: plans.map(({ trialDays, ...plan }) => ({
        ...plan,
        ...(tries && trialDays ? { trialDays } : {}),
        ...(plan.planId === current ? { current: true } : {}),
      })),
    })
  })
}

export function subscriptionRoutes(platform: Platform) {
  const { db } = platform
  return new Hono<CallerEnv>().get('/status', contract.status, requireUser(platform), async (c) => {
    const subscription = await newestSubscription(db, c.get('caller').accountId)
    const live = isLive(subscription) ? subscription : null
    const plan = subscription && (await plansOnSale(db)).find(({ planId }) => planId === subscription.planId)
    return c.json({
      subscription,
      ...(plan ? { plan } : {}),
      tier: live?.tier ?? ('free' as const),
      isActive: live !== null,
      accountType: live ? ('subscription' as const) : ('payg' as const),
    })
  })
}

export function packRoutes({ db }: Platform) {
  return new Hono().get('/packs', contract.packs, async (c) => c.json({ packs: await packsOnSale(db) }))
}
