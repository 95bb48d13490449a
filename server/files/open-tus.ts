import { mkdirSync } from 'node:fs'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import { isId, newId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { cleanName } from './clean-name.ts'
import type { Finish } from './finish-upload.ts'
import { storageFull } from './ingest.ts'
import { presentAsset, signLinks } from './present-asset.ts'
import { uploadFolder } from './upload-folder.ts'

/** One request to the protocol: whose it is, and what a hook threw, which the protocol would flatten to text. */
export interface Visit {
  accountId: string
  /** Called when all bytes are here and the judging begins. */
  finishing(): void
  thrown?: unknown
}

/** The protocol's server. Who owns an upload is written in the database when it is created, never taken from the client. */
export function openTus({ config, db }: Pick<Platform, 'config' | 'db'>, finish: Finish) {
  const visits = new WeakMap<object, Visit>()
  const visitOf = (request: object) => {
    const visit = visits.get(request)
    if (!visit) throw new Error('a request that did not come through the routes')
    return visit
  }
  const sign = signLinks(config)

  const directory = uploadFolder(config)
  mkdirSync(directory, { recursive: true })
  const datastore = new FileStore({ directory })
  // Room is set aside when an upload begins, so its length must be known by then. Its end after a day is the sweep's.
  const known = ['creation', 'creation-with-upload', 'termination']
  datastore.extensions = datastore.extensions.filter((name) => known.includes(name))

  const server = new Server({
    path: '/api/uploads',
    relativeLocation: true,
    datastore,
    maxSize: config.uploadLimit,
    allowedOrigins: [new URL(config.publicUrl).origin],
    disableTerminationForFinishedUploads: true,
    namingFunction: newId,
    async onIncomingRequest(request, id) {
      if (request.method === 'POST') return
      const [mine] = isId(id)
        ? await db`select 1 from uploads where id = ${id} and account_id = ${visitOf(request).accountId}`
        : []
      if (!mine) throw new Problem('not_found')
    },
    async onUploadCreate(request, upload) {
      const { accountId } = visitOf(request)
      const name = cleanName(upload.metadata?.filename ?? upload.metadata?.name ?? 'file')
      const [begun] =
        await db`select begin_upload(${upload.id}, ${accountId}, ${name}, ${upload.size ?? 0}) as refusal`
      if (begun.refusal) throw storageFull(begun.refusal)
      return {}
    },
    async onUploadFinish(request, upload) {
      const { accountId, finishing } = visitOf(request)
      finishing()
      const asset = await finish.now(accountId, upload.id)
      return {
        ...(request.method === 'PATCH' ? { status_code: 200 } : {}),
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(presentAsset(asset, sign)),
      }
    },
    onResponseError(request, error) {
      if (error instanceof Error) visitOf(request).thrown = error
      return undefined
    },
  })

  return {
    handle(request: Request, visit: Visit): Promise<Response> {
      visits.set(request, visit)
      return server.handleWeb(request)
    },
  }
}
