import { readdir } from 'node:fs/promises'
import { clusterName } from './cluster-name.ts'
import { commandOf } from './command-of.ts'
import { tell } from './tell.ts'

const patienceMs = 2_000
const limitMs = 10_000

/**
 * Ends the children of a server that was killed, for whoever found that server gone and may start another. Most notice by
 * themselves, one in the middle of a long statement only after it, and no server starts while one is left.
 */
export async function endOrphans(cluster: string): Promise<void> {
  const title = `postgres: ${clusterName(cluster)}: `
  const since = performance.now()
  for (;;) {
    const orphans = await processesTitled(title)
    if (orphans.length === 0) return
    const waited = performance.now() - since
    if (waited > limitMs)
      throw new Error(`Processes of an earlier database server do not end: ${orphans.join(', ')}.`)
    for (const pid of orphans) tell(pid, waited > patienceMs ? 'SIGKILL' : 'SIGQUIT')
    await Bun.sleep(20)
  }
}

async function processesTitled(title: string): Promise<number[]> {
  if (process.platform !== 'linux') {
    const { stdout } = Bun.spawnSync(['ps', '-A', '-ww', '-o', 'pid=,args='], { stderr: 'ignore' })
    const lines = stdout
      .toString()
      .split('\n')
      .map((line) => line.trim())
    return lines.flatMap((line) =>
      line.replace(/^\d+ +/, '').startsWith(title) ? [Number.parseInt(line, 10)] : [],
    )
  }
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const found = pids.map(async (pid) => ((await commandOf(pid)).startsWith(title) ? [pid] : []))
  return (await Promise.all(found)).flat()
}
