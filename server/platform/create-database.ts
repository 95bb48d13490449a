import { SQL } from 'bun'

/**
 * Creates a database on the server of `url`, whose user must be allowed to, unless it exists already.
 * Returns the URL of that database.
 */
export async function createDatabase(url: string, name: string): Promise<string> {
  const sql = new SQL(url, { max: 1 })
  try {
    const known = await sql`select 1 from pg_database where datname = ${name}`
    if (known.length === 0) await create(sql, name)
  } finally {
    await sql.close()
  }
  const its = new URL(url)
  its.pathname = `/${encodeURIComponent(name)}`
  return its.href
}

async function create(sql: SQL, name: string) {
  try {
    await sql.unsafe(`create database "${name.replaceAll('"', '""')}"`)
  } catch (error) {
    // Two processes may both have found it missing: whoever comes second finds it there.
    const exists = /already exists|pg_database_datname_index/.test(String(error))
    if (!exists) throw error
  }
}
