import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

type Owner = { pid: number; startedAt: string; port: number }

// A reload of the code (bun --watch) keeps the process and forgets this: the server it finds is then nobody's.
const recordedHere = new Set<string>()

/** Records that this process owns the server of a data folder, and on which port it listens. */
export async function recordOwner(data: string, port: number) {
  const owner: Owner = { pid: process.pid, startedAt: (await startOf(process.pid)) ?? '', port }
  await writeFile(fileOf(data), `${JSON.stringify(owner)}\n`, { mode: 0o600 })
  recordedHere.add(data)
}

/** True also when nobody is recorded: then somebody started the server by hand and it is theirs to stop. */
export async function ownerIsAlive(data: string): Promise<boolean> {
  const owner = await readOwner(data)
  if (owner?.pid === process.pid) return recordedHere.has(data)
  return owner === undefined || (await startOf(owner.pid)) === owner.startedAt
}

export async function lastPort(data: string): Promise<number | undefined> {
  return (await readOwner(data))?.port
}

async function readOwner(data: string): Promise<Owner | undefined> {
  const text = await readFile(fileOf(data), 'utf8').catch(() => '')
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function fileOf(data: string) {
  return join(data, 'postgres.owner')
}

// A process id alone may have been given to another program since, so the time it started counts too.
async function startOf(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? undefined : fields[18]
  }
  const { stdout } = Bun.spawnSync(['ps', '-o', 'lstart=', '-p', String(pid)], { stderr: 'ignore' })
  return stdout.toString().trim() || undefined
}
