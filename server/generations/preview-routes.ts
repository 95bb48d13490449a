import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type CallerEnv, requireUser } from '#server/accounts/require-user.ts'
import { stayOpen } from '#server/files/stay-open.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { openLimit } from '#server/platform/rate-limit.ts'
import { contract } from './contract.ts'
import { preview } from './preview.ts'

const longestBody = 64 * 1024

/** `POST /api/apps/:appId/previews/:name`: free, so counted. Mounted outside the time limit of ordinary answers: it has its own. */
export function previewRoutes(platform: Platform) {
  const limit = openLimit(platform.db, { name: 'previews', points: 60, seconds: 600 })
  const refuse = (): never => {
    throw new Problem('payload_too_large', { limit: longestBody })
  }
  return new Hono<CallerEnv>().post(
    '/:appId/previews/:name',
    contract.preview,
    requireUser(platform),
    bodyLimit({ maxSize: longestBody, onError: refuse }),
    async (c) => {
      const { accountId } = c.get('caller')
      await limit.take(c, accountId)
      stayOpen(c)
      const { appId: app, name } = c.req.param()
      const body = await c.req.json()
      return c.json(await preview(platform, accountId, { app, name, body, gone: c.req.raw.signal }))
    },
  )
}
