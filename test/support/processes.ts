import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const main = join(import.meta.dir, '../../server/main.ts')

/** A Lumiku process of its own, with the settings of a test's application. */
export function spawnLumiku(
  command: string,
  env: Record<string, string>,
  options: string[] = [],
): Bun.Subprocess<'ignore', 'pipe', 'pipe'> {
  return Bun.spawn([process.execPath, ...options, main, command], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
}

/** Processes descended from one, by the kernel's own books; found again by their start time even after their parent died. */
export async function descendantsOf(
  pid: number,
): Promise<{ pid: number; startedAt: string; name: string }[]> {
  const all = await everyProcess()
  const found: typeof all = []
  const parents = new Set([pid])
  for (let grown = true; grown; ) {
    grown = false
    for (const process of all) {
      if (parents.has(process.parent) && !parents.has(process.pid)) {
        parents.add(process.pid)
        found.push(process)
        grown = true
      }
    }
  }
  return found
}

/** Resolves when none of these processes is left. */
export async function allGone(processes: { pid: number; startedAt: string }[]): Promise<void> {
  for (;;) {
    const alive = new Set((await everyProcess()).map(({ pid, startedAt }) => `${pid} ${startedAt}`))
    if (!processes.some(({ pid, startedAt }) => alive.has(`${pid} ${startedAt}`))) return
    await Bun.sleep(20)
  }
}

/** Resolves when no process that was started for this data folder is left, nor any started by one. */
export async function noneWorkFor(data: string): Promise<void> {
  const mark = `\0LUMIKU_DATA=${data}\0`
  for (;;) {
    const given = await Promise.all(
      (await everyProcess()).map(({ pid }) => readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')),
    )
    if (!given.some((environment) => `\0${environment}`.includes(mark))) return
    await Bun.sleep(20)
  }
}

async function everyProcess() {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
      if (!stat) return null
      const close = stat.lastIndexOf(')')
      const fields = stat.slice(close + 2).split(' ')
      if (fields[0] === 'Z') return null
      return {
        pid: Number(pid),
        name: stat.slice(stat.indexOf('(') + 1, close),
        parent: Number(fields[1]),
        startedAt: fields[19] ?? '',
      }
    }),
  )
  return found.filter((process) => process !== null)
}
