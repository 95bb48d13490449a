import { expect, test } from 'bun:test'
import { Hono } from 'hono'
import type { CallerEnv } from '#server/accounts/require-user.ts'
import { Problem } from '#server/platform/problem.ts'
import { keptLog } from '#test/support/kept-log.ts'
import { logWrites } from './log-writes.ts'

test('who changed what stands in the log, refused or not; who only looked does not', async () => {
  const { log, lines } = keptLog()
  const routes = new Hono<CallerEnv>()
    .use(async (c, next) => {
      c.set('log', log)
      c.set('caller', { userId: 'ayu' } as CallerEnv['Variables']['caller'])
      await next()
    })
    .use(logWrites('something was changed'))
    .get('/things', (c) => c.text('look'))
    .post('/things', (c) => c.text('made', 201))
    .patch('/things/gone', () => {
      throw new Problem('not_found')
    })
  const app = new Hono().onError((_, c) => c.text('no', 404)).route('/admin', routes)
  await app.request('/admin/things')
  await app.request('/admin/things', { method: 'POST' })
  await app.request('/admin/things/gone', { method: 'PATCH' })
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { admin: 'ayu', method: 'POST', path: '/admin/things', status: 201, msg: 'something was changed' },
    { admin: 'ayu', method: 'PATCH', path: '/admin/things/gone', status: 404 },
  ])
})
