import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { linkRoutes } from '#server/files/link-routes.ts'
import { filesRoutes, uploadRoutes } from '#server/files/routes.ts'
import type { Asset } from '#server/files/schemas.ts'
import { answerError } from '#server/platform/answer-error.ts'
import { readConfig } from '#server/platform/config.ts'
import { openDb } from '#server/platform/db.ts'
import type { Env } from '#server/platform/http.ts'
import { newId } from '#server/platform/ids.ts'
import { openLog } from '#server/platform/log.ts'
import { openMetrics } from '#server/platform/metrics.ts'
import type { Platform } from '#server/platform/platform.ts'
import { openStorage } from '#server/platform/storage/open-storage.ts'
import { watchRequests } from '#server/platform/watch-requests.ts'
import { freshDatabase } from './database.ts'

export type Shelf = Awaited<ReturnType<typeof openShelf>>
export type Person = Awaited<ReturnType<Shelf['person']>>

/** The file routes behind a real server, on a database and a data folder of their own. */
export async function openShelf(env: Record<string, string> = {}) {
  const database = await freshDatabase()
  const data = mkdtempSync(join(tmpdir(), 'lumiku-files-'))
  const config = readConfig({
    LUMIKU_ENV: 'test',
    LUMIKU_DATA: data,
    DATABASE_URL: database.url,
    LOG_LEVEL: 'silent',
    ...env,
  })
  const db = openDb(database.url)
  const storage = await openStorage(config)
  const log = openLog(config.logLevel)
  const needed = { config, db, storage, log, metrics: openMetrics(), databaseUrl: database.url }
  // Files hear no notifications: the listener is not opened.
  const platform = needed as typeof needed & Platform

  const app = new Hono<Env>()
  app.use(watchRequests(platform))
  app.onError(answerError(platform))
  app.route('/files', linkRoutes(platform))
  app.route('/api/files', filesRoutes(platform))
  app.route('/api/uploads', uploadRoutes(platform))
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    maxRequestBodySize: config.uploadLimit,
    fetch: (request, server) => app.fetch(request, { server }),
  })
  const base = server.url.origin

  return {
    platform,
    db,
    config,
    base,
    app,
    async person({ storageLimit }: { storageLimit?: number } = {}) {
      const id = newId()
      const token = newId().replaceAll('-', '')
      await db`insert into users (id, name, email) values (${id}, 'Sari', ${`${id}@example.test`})`
      await db`insert into sessions (id, user_id, token, expires_at) values (${newId()}, ${id}, ${token}, now() + interval '1 day')`
      if (storageLimit !== undefined)
        await db`update accounts set storage_limit = ${storageLimit} where id = ${id}`
      const headers = { authorization: `Bearer ${token}` }
      return {
        accountId: id,
        headers,
        send: (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
          fetch(`${base}${path}`, { ...init, headers: { ...headers, ...init.headers } }),
        upload(body: Blob, name: string) {
          const form = new FormData()
          form.append('file', body, name)
          return fetch(`${base}/api/files`, { method: 'POST', body: form, headers })
        },
        async kept(body: Blob, name: string): Promise<Asset> {
          const response = await this.upload(body, name)
          if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
          return response.json()
        },
      }
    },
    /** Every file under the data folder, the secret aside. */
    onDisk: () => filesIn(data).filter((path) => path !== 'secret'),
    async close() {
      await server.stop(true)
      await db.close()
      await database.drop()
      rmSync(data, { recursive: true })
    },
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort()
}
