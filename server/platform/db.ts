import { SQL, type TransactionSQL } from 'bun'

/** Reads, and calls that are one statement. */
export type Db = SQL
/** Writes that must happen together. */
export type Tx = TransactionSQL

/** Opens a pool. A statement that takes longer than the time limit is ended by the database, so nothing hangs for ever. */
export function openDb(url: string, { max = 16, statementSeconds = 30 } = {}): Db {
  return new SQL(url, {
    max,
    idleTimeout: 0,
    connectionTimeout: 5,
    connection: { statement_timeout: statementSeconds * 1000, application_name: 'lumiku' },
  })
}

/** Whether an error means the database could not be reached, rather than that it refused. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  const code = String(error.code)
  const sqlState = 'errno' in error ? String(error.errno) : ''
  return (
    code.startsWith('ERR_POSTGRES_CONNECTION') ||
    code === 'ECONNREFUSED' ||
    code === 'ERR_POSTGRES_IDLE_TIMEOUT' ||
    ['57P01', '57P02', '57P03', '53300', '57014', '08006', '08003'].includes(sqlState)
  )
}
