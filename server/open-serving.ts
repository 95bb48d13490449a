import { checkFfmpeg } from '#media/ffmpeg/check-ffmpeg.ts'
import { openCatalog } from '#server/access/catalog.ts'
import { seedCatalog } from '#server/access/seed-catalog.ts'
import { openAuth } from '#server/accounts/auth.ts'
import type { DemoPerson } from '#server/accounts/demo.ts'
import { measureQueue } from '#server/generations/measure-queue.ts'
import { keepRescuing } from '#server/generations/rescue.ts'
import { measureBooks } from '#server/ledger/measure-books.ts'
import { type Config, ConfigError } from '#server/platform/config.ts'
import { type OpenPlatform, openPlatform } from '#server/platform/open-platform.ts'
import { openQueue } from '#server/platform/queue.ts'
import { createApi } from './api.ts'
import { prepareDemo } from './demo.ts'
import { jobs } from './jobs.ts'

/** What one process does: answer requests, work on runs, or both. */
export interface Parts {
  api: boolean
  worker: boolean
}

export interface Serving {
  platform: OpenPlatform
  demo: DemoPerson[]
  /** Drains and ends everything this opened, in the reverse order. */
  stop(): Promise<void>
}

export async function openServing(config: Config, parts: Parts): Promise<Serving> {
  // Asked beside the opening of everything else, because it takes as long.
  const tools = Promise.allSettled([checkFfmpeg()])
  const platform = await openPlatform(config)
  const stops: (() => Promise<unknown>)[] = [() => platform.close()]
  const stop = async () => {
    platform.beginStop()
    for (const end of stops.reverse().splice(0)) await end()
  }
  try {
    const [ffmpeg] = await tools
    if (ffmpeg.status === 'rejected') throw ffmpeg.reason
    await seedCatalog(platform.db)
    const demo = await prepareDemo(platform)
    if (parts.worker) stops.push(await work(platform))
    if (parts.api) stops.push(await answer(platform))
    return { platform, demo, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function work(platform: OpenPlatform): Promise<() => Promise<void>> {
  const { config, databaseUrl, db, log } = platform
  const handBack = new AbortController()
  const stopRescuing = keepRescuing(platform)
  const queue = await openQueue(databaseUrl, jobs(platform, handBack.signal), {
    concurrency: config.workerConcurrency,
    db,
    log,
  })
  return async () => {
    stopRescuing()
    const ended = queue.stop()
    await Promise.race([ended, Bun.sleep(config.drainSeconds * 1000)])
    handBack.abort()
    await ended
  }
}

async function answer(platform: OpenPlatform): Promise<() => Promise<void>> {
  const { config } = platform
  measureQueue(platform)
  measureBooks(platform)
  const api = createApi(platform, openAuth(platform), await openCatalog(platform))
  const server = listening(config.port, () =>
    Bun.serve({
      port: config.port,
      hostname: config.host,
      // Uploads and event streams are long; a connection that says nothing for this long is gone.
      idleTimeout: 120,
      maxRequestBodySize: config.uploadLimit,
      fetch: (request, server) => api.fetch(request, { server }),
    }),
  )
  return async () => {
    await Promise.race([server.stop(false), Bun.sleep(config.drainSeconds * 1000)])
    await server.stop(true)
  }
}

/** A taken port is the operator's to mend, so it is said plainly. */
function listening<T>(port: number, serve: () => T): T {
  try {
    return serve()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new ConfigError([`PORT: something else already listens on ${port}`])
    }
    throw error
  }
}
