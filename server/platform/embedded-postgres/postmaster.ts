import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { commandOf } from './command-of.ts'
import { tell } from './tell.ts'

export type Postmaster = { cluster: string; pid: number; port: number; ready: boolean }

const fastShutdownMs = 30_000
const immediateShutdownMs = 5_000

/** The server that runs on a cluster, if one really does: its pid file outlives a crash or a reboot. */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(pidFileOf(cluster), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!(pid > 0 && (await serves(pid, cluster)))) return undefined
  return { cluster, pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/**
 * Only for whoever found no server and may start one. PostgreSQL itself overlooks a pid file only when no
 * process at all has that id. Removing it is safe: what keeps a second server off the files is the shared
 * memory block, which it checks as well.
 */
export async function forgetLastPostmaster(cluster: string) {
  await rm(pidFileOf(cluster), { force: true })
}

/** Ends a server the fast way, and harder when it does not end, and waits until it is gone. */
export async function endPostmaster({ pid, cluster }: Postmaster): Promise<void> {
  const steps = [
    ['SIGINT', fastShutdownMs],
    ['SIGQUIT', immediateShutdownMs],
    ['SIGKILL', immediateShutdownMs],
  ] as const
  for (const [signal, limit] of steps) {
    if (!(await serves(pid, cluster))) return
    tell(pid, signal)
    const end = performance.now() + limit
    while (performance.now() < end) {
      if (!(await serves(pid, cluster))) return
      await Bun.sleep(10)
    }
  }
  throw new Error(`The database server (process ${pid}) does not end.`)
}

function pidFileOf(cluster: string) {
  return join(cluster, 'postmaster.pid')
}

// The server is the program whose `-D` names the cluster: its id alone may be another program's by now.
async function serves(pid: number, cluster: string): Promise<boolean> {
  const command = await commandOf(pid)
  return command.includes(`postgres -D ${cluster} `)
}
