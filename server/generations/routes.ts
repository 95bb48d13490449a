import { type Context, Hono } from 'hono'
import type { Catalog } from '#server/access/catalog.ts'
import { type CallerEnv, requireUser } from '#server/accounts/require-user.ts'
import type { SignLink } from '#server/files/present-asset.ts'
import { query } from '#server/platform/http.ts'
import { idempotencyKey } from '#server/platform/idempotency.ts'
import { idCursor, pageQuery } from '#server/platform/page.ts'
import type { Platform } from '#server/platform/platform.ts'
import { archiveOf } from './archive.ts'
import { cancelGeneration } from './cancel.ts'
import { explainCharge } from './charge.ts'
import { contract, listQuery } from './contract.ts'
import { explainDecision } from './decision.ts'
import { findGeneration, listGenerations } from './find.ts'
import { presentGeneration } from './present.ts'
import { quote } from './quote.ts'
import type { Reserve } from './reserve.ts'
import { retryGeneration } from './retry.ts'
import { type Started, startGeneration } from './start.ts'
import { streamAccount, streamGeneration } from './stream.ts'
import { popularModels, usage } from './usage.ts'

/** `POST /api/apps/:appId/:action` and its quote. */
export function runRoutes(platform: Platform, catalog: Catalog, reserve: Reserve) {
  return new Hono<CallerEnv>()
    .post('/:appId/:action/quote', contract.quote, requireUser(platform), async (c) => {
      const { appId, action } = c.req.param()
      return c.json(
        await quote(platform, catalog, c.get('caller').accountId, appId, action, await c.req.json()),
      )
    })
    .post('/:appId/:action', contract.start, requireUser(platform), async (c) => {
      const { appId: app, action } = c.req.param()
      const key = idempotencyKey(c)
      const started = await startGeneration(platform, catalog, reserve, {
        caller: c.get('caller'),
        app,
        action,
        body: await c.req.json(),
        idempotencyKey: key,
        requestId: c.get('requestId'),
      })
      return answer(c, started)
    })
}

export function generationRoutes(platform: Platform, catalog: Catalog, reserve: Reserve, sign: SignLink) {
  const { db } = platform
  return new Hono<CallerEnv>()
    .use(requireUser(platform))
    .get('/', contract.list, query(listQuery), async (c) => {
      const { runs, nextCursor } = await listGenerations(db, c.get('caller').accountId, c.req.valid('query'))
      return c.json({
        items: runs.map(({ run, outputs }) => presentGeneration(run, outputs, sign)),
        nextCursor,
      })
    })
    .get('/:id', contract.get, async (c) => {
      const { run, outputs } = await findGeneration(db, c.get('caller').accountId, c.req.param('id'))
      return c.json(presentGeneration(run, outputs, sign))
    })
    .get('/:id/events', contract.events, async (c) => {
      const { accountId } = c.get('caller')
      const { run } = await findGeneration(db, accountId, c.req.param('id'))
      return streamGeneration(c, platform, sign, accountId, run.id)
    })
    .get('/:id/archive', contract.archive, async (c) => {
      const { run, outputs } = await findGeneration(db, c.get('caller').accountId, c.req.param('id'))
      const name = `lumiku-${run.app}-${run.id.slice(-6)}.zip`
      return c.body(await archiveOf(platform, run.id, outputs), 200, {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'private, no-store',
      })
    })
    .post('/:id/cancel', contract.cancel, async (c) => {
      const { accountId } = c.get('caller')
      await cancelGeneration(db, accountId, c.req.param('id'))
      const { run, outputs } = await findGeneration(db, accountId, c.req.param('id'))
      return c.json({ generation: presentGeneration(run, outputs, sign) }, 202)
    })
    .post('/:id/retry', contract.retry, async (c) =>
      answer(
        c,
        await retryGeneration(platform, catalog, reserve, {
          caller: c.get('caller'),
          id: c.req.param('id'),
          idempotencyKey: idempotencyKey(c),
          requestId: c.get('requestId'),
        }),
      ),
    )
    .get('/:id/charge', contract.charge, async (c) => {
      const { accountId } = c.get('caller')
      return c.json((await explainCharge(db, c.req.param('id'), { accountId })).charge)
    })
}

export function decisionRoutes(platform: Platform) {
  const { db } = platform
  return new Hono<CallerEnv>().get('/:requestId', contract.decision, requireUser(platform), async (c) => {
    const { accountId } = c.get('caller')
    return c.json((await explainDecision(db, c.req.param('requestId'), { accountId })).decision)
  })
}

export function eventRoutes(platform: Platform) {
  return new Hono<CallerEnv>().get('/', contract.accountEvents, requireUser(platform), (c) =>
    streamAccount(c, platform, c.get('caller').accountId),
  )
}

export function modelRoutes(platform: Platform) {
  const { db } = platform
  return new Hono<CallerEnv>()
    .get('/popular', contract.popular, async (c) => c.json({ models: await popularModels(db) }))
    .get('/usage', contract.usage, requireUser(platform), query(pageQuery(idCursor)), async (c) =>
      c.json(await usage(db, c.get('caller').accountId, c.req.valid('query'))),
    )
}

/** Sends the stored answer as it stands, so that a repeated request hears the same bytes. */
function answer(c: Context, { status, body, replayed }: Started) {
  const { generation } = JSON.parse(body)
  return c.body(body, status as 202, {
    'content-type': 'application/json; charset=utf-8',
    location: `/api/generations/${generation.id}`,
    ...(replayed ? { 'idempotency-replayed': 'true' } : {}),
  })
}
