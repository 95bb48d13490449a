import { type Context, Hono } from 'hono'
import { type CallerEnv, requireUser } from '#server/accounts/require-user.ts'
import { isId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem, problemBody } from '#server/platform/problem.ts'
import { contract } from './contract.ts'
import { openFinish } from './finish-upload.ts'
import { openTus, type Visit } from './open-tus.ts'
import { stayOpen } from './stay-open.ts'

const version = { 'Tus-Resumable': '1.0.0' }

/**
 * `/api/uploads`: the tus protocol (creation, creation-with-upload, termination). An upload's id becomes its asset's id;
 * the answer to its last bytes carries the asset. Refusals are problems like everywhere.
 */
export function uploadRoutes(platform: Pick<Platform, 'config' | 'db' | 'storage' | 'log'>) {
  const { db } = platform
  const finish = openFinish(platform)
  const tus = openTus(platform, finish)

  async function pass(c: Context<CallerEnv>): Promise<Response> {
    const visit: Visit = { accountId: c.var.caller.accountId, finishing: () => stayOpen(c) }
    const response = await tus.handle(c.req.raw, visit)
    if (response.status < 400) return response
    c.header('Tus-Resumable', version['Tus-Resumable'])
    if (visit.thrown) throw visit.thrown
    return inOurWords(c, response)
  }

  return (
    new Hono<CallerEnv>()
      .on('OPTIONS', ['/', '/*'], contract.options, (c) =>
        tus.handle(c.req.raw, { accountId: '', finishing: () => {} }),
      )
      .use(requireUser(platform))
      .post('/', contract.begin, pass)
      // HEAD arrives here too: it asks how much is there. The bytes themselves are not read back through an upload.
      .get('/:id', contract.offset, async (c) => {
        if (c.req.method !== 'HEAD') throw new Problem('not_found')
        const finished = await finish.settled(c.var.caller.accountId, c.req.param('id'))
        if (!finished) return pass(c)
        const size = String(finished.bytes)
        return c.body(null, 200, {
          ...version,
          'Cache-Control': 'no-store',
          'Upload-Offset': size,
          'Upload-Length': size,
        })
      })
      .patch('/:id', contract.append, pass)
      .delete('/:id', contract.abandon, async (c) => {
        const response = await pass(c)
        const id = c.req.param('id')
        if (response.status === 204 && isId(id)) await db`delete from uploads where id = ${id}`
        return response
      })
  )
}

/** What the protocol itself refuses (a wrong offset, a missing header), as a problem with the protocol's status. */
async function inOurWords(c: Context<CallerEnv>, response: Response): Promise<Response> {
  const detail = (await response.text()).trim()
  const code =
    response.status === 404 || response.status === 410
      ? 'not_found'
      : response.status === 413
        ? 'payload_too_large'
        : 'bad_request'
  const body = { ...problemBody(new Problem(code, { detail }), c.get('requestId')), status: response.status }
  return c.body(JSON.stringify(body), response.status as 400, {
    ...version,
    'content-type': 'application/problem+json',
  })
}
