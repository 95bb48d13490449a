import { afterAll, beforeAll, expect, test } from 'bun:test'
import { Hono } from 'hono'
import type { Db } from '#server/platform/db.ts'
import { type Desk, openDesk } from '#test/support/desk.ts'
import { type CallerEnv, requireUser } from './require-user.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

test('finding out who asks costs one statement, and none for what cannot be a session', async () => {
  const { bearer, cookie, token } = await desk.join()
  let statements = 0
  const db = new Proxy(desk.db, {
    apply(target, self, args) {
      statements += 1
      return Reflect.apply(target, self, args)
    },
  }) as Db
  const app = new Hono<CallerEnv>()
    .onError((_error, c) => c.body(null, 401))
    .get('/', requireUser({ config: desk.config, db }), (c) => c.text(c.var.caller.userId))
  const cost = async (headers: Record<string, string>) => {
    statements = 0
    const { status } = await app.request('/', { headers })
    return { status, statements }
  }

  expect(await cost(bearer)).toEqual({ status: 200, statements: 1 })
  expect(await cost({ cookie })).toEqual({ status: 200, statements: 1 })
  expect(await cost({})).toEqual({ status: 401, statements: 0 })
  expect(await cost({ authorization: 'Bearer nonsense' })).toEqual({ status: 401, statements: 0 })
  expect(await cost({ authorization: `Bearer ${token}.${'A'.repeat(43)}=` })).toEqual({
    status: 401,
    statements: 0,
  })
  expect(await cost({ authorization: `Bearer ${'A'.repeat(32)}` })).toEqual({ status: 401, statements: 1 })
})
