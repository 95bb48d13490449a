import { join } from 'node:path'
import { createDatabase } from '#server/platform/create-database.ts'
import { createCluster, hasCluster, readPassword } from './cluster.ts'
import { endOrphans } from './end-orphans.ts'
import type { Server } from './keep-open.ts'
import { ownerIsAlive } from './owner.ts'
import { endPostmaster, findPostmaster, forgetLastPostmaster } from './postmaster.ts'
import { chooseRunAs } from './run-as.ts'
import { shareServer } from './share-server.ts'
import { underStartLock } from './start-lock.ts'
import { type Start, startPostmaster } from './start-postmaster.ts'
import { urlOf } from './url-of.ts'

/** Shares the server of a data folder, or starts it and owns it. With `port`, it is started on no other. */
export async function openServer(data: string, start: Start): Promise<Server> {
  const cluster = join(data, 'postgres')
  const lock = join(data, 'postgres.lock')

  return underStartLock(
    lock,
    async () => {
      const running = await findPostmaster(cluster)
      if (running && (await ownerIsAlive(data))) {
        if (start.port && start.port !== running.port)
          throw new Error(`The database has moved to port ${running.port}: start this process again.`)
        const shared = await shareServer(data, running)
        if (shared) return shared
      }
      if (running) await endPostmaster(running)
      await endOrphans(cluster)
      await forgetLastPostmaster(cluster)

      const runAs = await chooseRunAs(cluster)
      if (!(await hasCluster(cluster))) await createCluster(data, runAs)
      const password = await readPassword(data)
      const postmaster = await startPostmaster(data, runAs, start)
      try {
        const url = await createDatabase(urlOf(postmaster, password, 'postgres'), 'lumiku')
        const stop = () => underStartLock(lock, () => endPostmaster(postmaster), { insist: false })
        return { url, owned: true, ended: () => postmaster.ended, stop }
      } catch (error) {
        await endPostmaster(postmaster)
        throw error
      }
    },
    { signal: start.signal },
  )
}
