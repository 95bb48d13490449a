import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import { z } from 'zod'
import { type CallerEnv, requireUser } from '#server/accounts/require-user.ts'
import { query } from '#server/platform/http.ts'
import { newId } from '#server/platform/ids.ts'
import { idCursor, pageQuery } from '#server/platform/page.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { askWriteOut } from './ask-write-out.ts'
import { cancelWriteOut } from './cancel-write-out.ts'
import { contract } from './contract.ts'
import { deleteAsset } from './delete-asset.ts'
import { findAsset } from './find-assets.ts'
import { findWriteOut } from './find-write-out.ts'
import { ingest } from './ingest.ts'
import { listAssets } from './list-assets.ts'
import { presentAsset, signLinks } from './present-asset.ts'
import { receiveMultipart } from './receive-multipart.ts'
import { kinds, origins } from './rows.ts'
import { stayOpen } from './stay-open.ts'
import { uploadFolder } from './upload-folder.ts'

export { uploadRoutes } from './upload-routes.ts'

/** Larger files take the resumable way. */
const multipartLimit = 64 * 1024 * 1024

const listQuery = pageQuery(idCursor).extend({
  kind: z.enum(kinds).optional(),
  origin: z.enum(origins).optional(),
})

type Needs = Pick<Platform, 'config' | 'db' | 'storage' | 'log'>

/** `/api/files`: what a person has uploaded and made. */
export function filesRoutes(platform: Needs) {
  const { config, db } = platform
  const sign = signLinks(config)
  return new Hono<CallerEnv>()
    .use(requireUser(platform))
    .post('/', contract.upload, async (c) => {
      const file = join(uploadFolder(config), `${newId()}.part`)
      const limit = Math.min(multipartLimit, config.uploadLimit)
      try {
        const name = await receiveMultipart(c.req.raw, file, limit)
        stayOpen(c)
        const asset = await ingest(platform, { file, name, accountId: c.var.caller.accountId })
        return c.json(presentAsset(asset, sign), 201, { location: `/api/files/${asset.id}` })
      } finally {
        await rm(file, { force: true })
      }
    })
    .get('/', contract.list, query(listQuery), async (c) => {
      const { rows, nextCursor } = await listAssets(db, c.var.caller.accountId, c.req.valid('query'))
      return c.json({ items: rows.map((row) => presentAsset(row, sign)), nextCursor })
    })
    .get('/:id', contract.get, async (c) => {
      const asset = await findAsset(db, c.var.caller.accountId, c.req.param('id'))
      if (!asset) throw new Problem('not_found')
      return c.json(presentAsset(asset, sign))
    })
    .get('/:id/write-out', contract.findWriteOut, async (c) =>
      c.json(await findWriteOut(db, c.var.caller.accountId, c.req.param('id'))),
    )
    .post('/:id/write-out', contract.writeOut, async (c) => {
      const { accountId } = c.var.caller
      await askWriteOut(platform, accountId, c.req.param('id'))
      const writeOut = await findWriteOut(db, accountId, c.req.param('id'))
      return c.json(writeOut, writeOut.state === 'done' ? 200 : 202)
    })
    .delete('/:id/write-out', contract.cancelWriteOut, async (c) => {
      await cancelWriteOut(db, c.var.caller.accountId, c.req.param('id'))
      return c.body(null, 204)
    })
    .delete('/:id', contract.remove, async (c) => {
      await deleteAsset(platform, c.var.caller.accountId, c.req.param('id'))
      return c.body(null, 204)
    })
}
