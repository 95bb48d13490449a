import { openCatalog } from '#server/access/catalog.ts'
import { seedCatalog } from '#server/access/seed-catalog.ts'
import { openAuth } from '#server/accounts/auth.ts'
import { measureQueue } from '#server/generations/measure-queue.ts'
import { keepRescuing } from '#server/generations/rescue.ts'
import type { Config } from '#server/platform/config.ts'
import { type OpenPlatform, openPlatform } from '#server/platform/open-platform.ts'
import { openQueue } from '#server/platform/queue.ts'
import { untilAsked } from '#server/platform/shutdown.ts'
import { createApi } from './api.ts'
import { prepareDemo } from './demo.ts'
import { jobs } from './jobs.ts'
import { sayReady } from './say-ready.ts'

/** Serves until asked to stop: the API with its pages, a worker, or both. Resolves to the exit code once everything it started has ended. */
export async function serve(config: Config, parts: { api: boolean; worker: boolean }): Promise<number> {
  const asked = untilAsked()
  const platform = await openPlatform(config)
  const stops: (() => Promise<void> | void)[] = []
  try {
    await seedCatalog(platform.db)
    const auth = openAuth(platform)
    const demo = await prepareDemo(platform)
    if (parts.worker) stops.push(await work(platform))
    if (parts.api) {
      const server = await listen(platform, auth)
      stops.push(() => server.stop())
      sayReady(server.url, demo, platform)
    }
    platform.log.info(parts, 'ready')
    await asked
    platform.log.info('stopping')
  } finally {
    platform.beginStop()
    for (const stop of stops) await stop()
    await platform.close()
  }
  return 0
}

async function listen(platform: OpenPlatform, auth: ReturnType<typeof openAuth>) {
  const { config } = platform
  const catalog = await openCatalog(platform)
  const api = createApi(platform, auth, catalog)
  const server = Bun.serve({
    port: config.port,
    hostname: config.host,
    // Uploads and event streams are long; a connection that says nothing for this long is gone.
    idleTimeout: 120,
    maxRequestBodySize: config.uploadLimit,
    fetch: (request, server) => api.fetch(request, { server }),
  })
  return {
    url: config.publicUrl.endsWith(':0') ? server.url.origin : config.publicUrl,
    async stop() {
      await Promise.race([server.stop(false), Bun.sleep(config.drainSeconds * 1000)])
      await server.stop(true)
    },
  }
}

async function work(platform: OpenPlatform): Promise<() => Promise<void>> {
  const { config, databaseUrl, log } = platform
  measureQueue(platform)
  const stopRescuing = keepRescuing(platform)
  const runner = await openQueue(databaseUrl, jobs(platform), { concurrency: config.workerConcurrency, log })
  return async () => {
    stopRescuing()
    await runner.stop()
  }
}
