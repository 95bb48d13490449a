import { Hono } from 'hono'
import { type CallerEnv, requireUser } from '#server/accounts/require-user.ts'
import type { SignLink } from '#server/files/present-asset.ts'
import { json, query } from '#server/platform/http.ts'
import type { Platform } from '#server/platform/platform.ts'
import { contract, inputs } from './contract.ts'
import { createProject } from './create-project.ts'
import { deleteProject } from './delete-project.ts'
import { findProject } from './find-project.ts'
import { listProjects } from './list-projects.ts'
import { presentListed, presentProject } from './present-project.ts'
import { saveProject } from './save-project.ts'

/** `/api/projects`: the saved work of an app. */
export function projectRoutes(platform: Platform, sign: SignLink) {
  const { db } = platform
  return new Hono<CallerEnv>()
    .use(requireUser(platform))
    .get('/', contract.list, query(inputs.list), async (c) => {
      const { rows, nextCursor } = await listProjects(db, c.get('caller').accountId, c.req.valid('query'))
      return c.json({ items: rows.map((row) => presentListed(row, sign)), nextCursor })
    })
    .post('/', contract.create, json(inputs.create), async (c) => {
      const project = await createProject(db, c.get('caller').accountId, c.req.valid('json'))
      return c.json(presentProject(project), 201, { location: `/api/projects/${project.id}` })
    })
    .get('/:id', contract.get, async (c) =>
      c.json(presentProject(await findProject(db, c.get('caller').accountId, c.req.param('id')))),
    )
    .put('/:id', contract.save, json(inputs.save), async (c) => {
      const { accountId } = c.get('caller')
      return c.json(presentProject(await saveProject(db, accountId, c.req.param('id'), c.req.valid('json'))))
    })
    .delete('/:id', contract.remove, async (c) => {
      await deleteProject(db, c.get('caller').accountId, c.req.param('id'))
      return c.body(null, 204)
    })
}
