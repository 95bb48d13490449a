import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openDb } from '#server/platform/db.ts'
import { spawnLumiku } from './processes.ts'

export type OwnLumiku = Awaited<ReturnType<typeof ownLumiku>>

/**
 * An API process that owns an embedded, durable PostgreSQL, in a folder of its own: the way Lumiku runs on one machine.
 * Whatever is killed in it harms no other test.
 */
export async function ownLumiku(settings: Record<string, string> = {}) {
  const data = await mkdtemp(join(tmpdir(), 'lumiku-own-'))
  const port = freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    LUMIKU_ENV: 'test',
    LUMIKU_DATA: data,
    PORT: String(port),
    PUBLIC_URL: url,
    LOG_LEVEL: 'warn',
    DRAIN_SECONDS: '0',
    ...settings,
  }
  const api = spawnLumiku('api', env)
  const said = Promise.all([new Response(api.stdout).text(), new Response(api.stderr).text()])

  async function isReady(): Promise<boolean> {
    const answer = await fetch(`${url}/health/ready`).catch(() => null)
    return answer?.status === 200
  }

  /** Resolves when it can serve; rejects when the process has ended instead. */
  async function ready(): Promise<void> {
    while (!(await isReady())) {
      if (api.exitCode !== null || api.signalCode !== null)
        throw new Error(`Lumiku ended: ${(await said).join('\n')}`)
      await Bun.sleep(20)
    }
  }

  /** The process that is the database server just now. */
  async function postmaster(): Promise<number> {
    const lines = await readFile(join(data, 'postgres/postmaster.pid'), 'utf8')
    return Number(lines.split('\n')[0])
  }

  async function stop(): Promise<void> {
    await db?.close()
    api.kill('SIGTERM')
    await api.exited
    await rm(data, { recursive: true, force: true })
  }

  let db: Db | undefined
  try {
    await ready()
    const password = (await readFile(join(data, 'postgres.password'), 'utf8')).trim()
    const [, , , databasePort] = (await readFile(join(data, 'postgres/postmaster.pid'), 'utf8')).split('\n')
    db = openDb(`postgres://lumiku:${password}@127.0.0.1:${databasePort}/lumiku`, { max: 2 })
    return { url, data, env, api, said, db, ready, isReady, postmaster, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function freePort(): number {
  const probe = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: () => new Response() })
  const { port } = probe
  void probe.stop(true)
  if (port === undefined) throw new Error('no free port')
  return port
}
