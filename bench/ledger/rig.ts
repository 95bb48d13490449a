import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedCatalog } from '#server/access/seed-catalog.ts'
import { type Db, openDb } from '#server/platform/db.ts'
import { openEmbeddedPostgres } from '#server/platform/embedded-postgres.ts'
import { newId } from '#server/platform/ids.ts'
import { migrate } from '#server/platform/migrate.ts'
import { clips } from '#test/media/clips.ts'
import { signUp } from '#test/support/client.ts'

/** Somebody signed in, with two clips of their own and credits enough. */
export interface Person {
  accountId: string
  token: string
  assets: string[]
}

export interface Rig {
  url: string
  db: Db
  /** Port of the real API, a process of its own. */
  port: number
  people: Person[]
  /** Starts another process of the bench that answers on a port of its own. */
  serve(file: string): Promise<number>
  close(): Promise<void>
}

export const poolSize = 16

/** A durable PostgreSQL, the real API and people to use it, all on this machine and all gone afterwards. */
export async function openRig(): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), 'lumiku-bench-'))
  const postgres = await openEmbeddedPostgres(join(folder, 'db'), { durable: true })
  const db = openDb(postgres.url, { max: poolSize, statementSeconds: 600 })
  await migrate(db, postgres.url)
  await seedCatalog(db)
  await db`create extension if not exists pg_stat_statements`
  const processes: Bun.Subprocess[] = []
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    LUMIKU_ENV: 'test',
    LUMIKU_DATA: join(folder, 'data'),
    DATABASE_URL: postgres.url,
    LUMIKU_SECRET: 'a secret that only a bench would use',
    LOG_LEVEL: 'error',
  }

  async function start(command: string[], port: number): Promise<number> {
    const child = Bun.spawn([process.execPath, ...command], {
      env: { ...env, PORT: String(port) },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    processes.push(child)
    await answering(port, child)
    return port
  }

  const close = async () => {
    for (const child of processes) child.kill('SIGTERM')
    await Promise.all(processes.map((child) => child.exited))
    await db.close()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const port = await start([join(import.meta.dir, '../../server/main.ts'), 'api'], freePort())
    const people = await settle(db, `http://127.0.0.1:${port}`)
    return {
      url: postgres.url,
      db,
      port,
      people,
      serve: (file) => start([join(import.meta.dir, file)], freePort()),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** A hundred people. The first uploads two real clips; the others are given rows that say the same. */
async function settle(db: Db, url: string): Promise<Person[]> {
  const first = await signUp(url)
  const uploads = [await first.upload(clips.car), await first.upload(clips.bottle)]
  const ids = uploads.map(({ body }) => body.id as string)
  const people: Person[] = []
  for (let i = 0; i < 100; i++) {
    const accountId = newId()
    const token = newId().replaceAll('-', '')
    await db`insert into users (id, name, email, email_verified) values (${accountId}, 'Bench', ${`${accountId}@example.test`}, true)`
    await db`insert into sessions (id, user_id, token, expires_at) values (${newId()}, ${accountId}, ${token}, now() + interval '30 days')`
    const assets = ids.map(() => newId())
    for (const [k, asset] of assets.entries())
      await db`
        insert into assets (id, account_id, origin, name, kind, type, bytes, sha256, width, height, seconds, has_audio, probe, storage_key)
        select ${asset}, ${accountId}, origin, name, kind, type, bytes, sha256, width, height, seconds, has_audio, probe, ${newId()}
        from assets where id = ${ids[k]!}`
    await db`select ledger_grant(${accountId}, 'admin', ${`bench:${accountId}`}, 1000000000, 'bench')`
    people.push({ accountId, token, assets })
  }
  return people
}

export function freePort(): number {
  const probe = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: () => new Response() })
  const { port } = probe
  void probe.stop(true)
  return port!
}

async function answering(port: number, child: Bun.Subprocess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`a process of the bench ended with ${child.exitCode}`)
    const ready = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return
    await Bun.sleep(50)
  }
}
