import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openServing, type Parts } from '#server/open-serving.ts'
import { readConfig } from '#server/platform/config.ts'
import type { OpenPlatform } from '#server/platform/open-platform.ts'
import { freshDatabase } from './database.ts'

export interface TestServing {
  url: string
  platform: OpenPlatform
  /** Folder of files, work and cache. */
  data: string
  stop(): Promise<void>
}

/** The real application on a database and a folder of its own, listening on a free port of the loopback. */
export async function serving(
  parts: Partial<Parts> = {},
  settings: Record<string, string> = {},
): Promise<TestServing> {
  const database = await freshDatabase()
  const data = await mkdtemp(join(tmpdir(), 'lumiku-test-'))
  const port = freePort()
  const config = readConfig({
    LUMIKU_ENV: 'test',
    LUMIKU_DATA: data,
    DATABASE_URL: database.url,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: 'error',
    DRAIN_SECONDS: '0',
    ...settings,
  })
  const open = await openServing(config, { api: true, worker: true, ...parts })
  return {
    url: config.publicUrl,
    platform: open.platform,
    data,
    async stop() {
      await open.stop()
      await rm(data, { recursive: true, force: true })
      await database.drop()
    },
  }
}

export function freePort(): number {
  const probe = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: () => new Response() })
  const { port } = probe
  void probe.stop(true)
  if (port === undefined) throw new Error('no free port')
  return port
}
