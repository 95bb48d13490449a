import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import type { Db } from './db.ts'

const folder = join(import.meta.dir, '../../migrations')
const lockKey = 5_117_001

/**
 * Brings the database up to date, one named step after another, each in its own transaction. Processes that start together
 * queue for one lock; waiting longer than a minute is an error, not a hang. Returns the steps applied.
 */
export async function migrate(db: Db, url: string): Promise<string[]> {
  const connection = await db.reserve()
  try {
    await connection`set lock_timeout = '60s'; set statement_timeout = 0`.simple()
    await connection`select pg_advisory_lock(${lockKey})`
    await runMigrations({ connectionString: url })
    await connection`create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`
    const applied = new Set(
      (await connection`select name from migrations`).map((row: { name: string }) => row.name),
    )
    const waiting = (await stepNames()).filter((name) => !applied.has(name))
    for (const name of waiting) {
      const step = await readFile(join(folder, name), 'utf8')
      await connection
        .unsafe(`begin;\n${step}\n;insert into migrations (name) values ('${name}');\ncommit;`)
        .simple()
    }
    return waiting
  } catch (error) {
    await connection`rollback`.catch(() => {})
    throw error
  } finally {
    await connection`select pg_advisory_unlock(${lockKey})`.catch(() => {})
    connection.release()
  }
}

async function stepNames(): Promise<string[]> {
  const names = await readdir(folder)
  return names.filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name)).sort()
}
