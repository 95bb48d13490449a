import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'
import { requireUser } from '#server/accounts/require-user.ts'
import { answerError } from '#server/platform/answer-error.ts'
import { answerInTime } from '#server/platform/answer-in-time.ts'
import { readConfig } from '#server/platform/config.ts'
import type { Env } from '#server/platform/http.ts'
import { openPlatform } from '#server/platform/open-platform.ts'
import { watchRequests } from '#server/platform/watch-requests.ts'

// A signed-in route that answers nothing, behind everything the real ones stand behind.
const platform = await openPlatform(readConfig())
const api = new Hono<Env>()
  .use(watchRequests(platform))
  .use(secureHeaders())
  .use(compress({ threshold: 2048 }))
  .use(answerInTime(platform.config.answerSeconds))
  .use(bodyLimit({ maxSize: 1024 * 1024 }))
api.onError(answerError(platform))
api.get('/health/ready', (c) => c.text('ready'))
api.get('/empty', requireUser(platform), (c) => c.json({}))
Bun.serve({
  port: platform.config.port,
  hostname: '127.0.0.1',
  fetch: (request, server) => api.fetch(request, { server }),
})
