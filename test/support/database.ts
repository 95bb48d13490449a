import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { SQL } from 'bun'
import { seedCatalog } from '#server/access/seed-catalog.ts'
import { openDb } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'
import { migrate } from '#server/platform/migrate.ts'

const server = process.env.LUMIKU_TEST_POSTGRES

/**
 * A database of the test file's own, cloned from a migrated and seeded template on the server the test run started.
 * Returns its URL and how to drop it.
 */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  if (!server) throw new Error('LUMIKU_TEST_POSTGRES is not set: run tests through ./lumiku test')
  const template = await ensureTemplate(server)
  const name = `t_${newId().replaceAll('-', '')}`
  await onServer(server, (admin) => admin.unsafe(`create database ${name} template ${template}`))
  return {
    url: named(server, name),
    drop: () => onServer(server, (admin) => admin.unsafe(`drop database if exists ${name} with (force)`)),
  }
}

/** Made once for each state of the migrations, by whichever test process comes first. */
async function ensureTemplate(url: string): Promise<string> {
  const template = `lumiku_template_${await migrationsHash()}`
  await onServer(url, async (admin) => {
    const connection = await admin.reserve()
    try {
      await connection`select pg_advisory_lock(5117002)`
      const [known] =
        await connection`select 1 from pg_database where datname = ${template} and not datallowconn`
      if (known) return
      await connection.unsafe(`drop database if exists ${template} with (force)`)
      await connection.unsafe(`create database ${template}`)
      const db = openDb(named(url, template), { max: 2 })
      await migrate(db, named(url, template))
      await seedCatalog(db)
      await db.close()
      await connection.unsafe(`alter database ${template} with allow_connections false`)
    } finally {
      await connection`select pg_advisory_unlock(5117002)`
      connection.release()
    }
  })
  return template
}

async function migrationsHash(): Promise<string> {
  const folder = join(import.meta.dir, '../../migrations')
  const hash = createHash('sha256')
  for (const name of (await readdir(folder)).sort()) hash.update(await readFile(join(folder, name)))
  return hash.digest('hex').slice(0, 12)
}

async function onServer<T>(url: string, work: (admin: SQL) => Promise<T>): Promise<void> {
  const admin = new SQL(url, { max: 2 })
  try {
    await work(admin)
  } finally {
    await admin.close()
  }
}

function named(url: string, name: string): string {
  const at = new URL(url)
  at.pathname = `/${name}`
  return at.toString()
}
