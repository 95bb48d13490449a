import { timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import { contract } from './health-contract.ts'
import { clientAddress } from './http.ts'
import type { Platform } from './platform.ts'
import { Problem } from './problem.ts'

const patience = 3000

/** Whether this process lives, whether it can serve (database, queue, storage), and what it has counted. */
export function healthRoutes(platform: Platform) {
  const { db, storage, metrics, config } = platform
  return new Hono()
    .get('/health/live', contract.live, (c) => c.json({ status: 'live' }))
    .get('/health/ready', contract.ready, async (c) => {
      const [database, queue, files] = await Promise.all([
        answers(db`select 1`),
        answers(db`select 1 from graphile_worker._private_jobs limit 1`),
        answers(storage.check()),
      ])
      const checks = { database, queue, storage: files }
      const ready = database && queue && files && !platform.stopping.aborted
      return c.json({ status: ready ? 'ready' : 'unready', checks }, ready ? 200 : 503)
    })
    .get('/metrics', contract.metrics, async (c) => {
      const loopback = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(clientAddress(c, config.trustProxy))
      if (!loopback && !hasToken(c.req.header('authorization'), config.metricsToken))
        throw new Problem('not_found')
      return c.body(await metrics.registry.metrics(), 200, { 'content-type': metrics.registry.contentType })
    })
}

async function answers(question: PromiseLike<unknown>): Promise<boolean> {
  return Promise.race([
    Promise.resolve(question).then(() => true),
    Bun.sleep(patience).then(() => false),
  ]).catch(() => false)
}

function hasToken(header: string | undefined, token: string | undefined): boolean {
  if (!token || !header) return false
  const given = Buffer.from(header)
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
