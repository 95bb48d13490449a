import { Hono } from 'hono'
import { apps } from '#apps/server.ts'
import { type CallerEnv, requireUser } from '#server/accounts/require-user.ts'
import { quotaHistory } from '#server/ledger/quota-history.ts'
import { quotaStatus } from '#server/ledger/quota-status.ts'
import { query } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Catalog } from './catalog.ts'
import { contract, modelsQuery } from './contract.ts'
import { entitlement } from './entitlement.ts'
import { me } from './me.ts'
import { modelsFor } from './models-for.ts'
import { presentApp } from './present-app.ts'

export function meRoutes(platform: Platform) {
  return new Hono<CallerEnv>().get('/', contract.me, requireUser(platform), async (c) =>
    c.json(await me(platform.db, c.get('caller'))),
  )
}

export function appRoutes(platform: Platform, catalog: Catalog) {
  const { db } = platform
  return new Hono<CallerEnv>()
    .get('/', contract.apps, requireUser(platform), async (c) => {
      const can = await entitlement(db, c.get('caller').accountId)
      return c.json({ apps: apps.map((app) => presentApp(app, catalog.models(), can)) })
    })
    .get('/:appId/models', contract.models, requireUser(platform), query(modelsQuery), async (c) => {
      const app = apps.find(({ manifest }) => manifest.id === c.req.param('appId'))
      if (!app) throw new Problem('not_found', { detail: 'No such app' })
      const can = await entitlement(db, c.get('caller').accountId)
      const models = catalog.models().filter((model) => model.app === app.manifest.id)
      return c.json({
        models: modelsFor(models, can, { locked: c.req.valid('query').include === 'locked' }),
      })
    })
}

/** What the studio offers, for people who have not signed in: every app with its models and prices. */
export function catalogRoutes(catalog: Catalog) {
  const anyone = { tier: 'free', betaTester: false } as const
  return new Hono().get('/', contract.catalog, (c) =>
    c.json({
      apps: apps.map(({ manifest }) => ({
        ...manifest,
        models: modelsFor(
          catalog.models().filter((model) => model.app === manifest.id),
          anyone,
          { locked: true },
        ),
      })),
    }),
  )
}

export function quotaRoutes(platform: Platform) {
  const { db } = platform
  return new Hono<CallerEnv>()
    .use(requireUser(platform))
    .get('/status', contract.quota, async (c) => {
      const { accountId } = c.get('caller')
      const { accountType, dailyQuota } = await entitlement(db, accountId)
      return c.json({ ...(await quotaStatus(db, accountId, dailyQuota)), accountType })
    })
    .get('/history', contract.quotaHistory, async (c) => {
      const { accountId } = c.get('caller')
      const { dailyQuota } = await entitlement(db, accountId)
      return c.json({ history: await quotaHistory(db, accountId, dailyQuota) })
    })
}
