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

// SQLSTATEs: the connection failed (08), the server is ending or starting (57P), its disk failed (58) or is full, it has no
// connection left, or ended a statement that took too long.
const unable = /^(08|57P|58)|^(53100|53300|57014)$/

/** Whether an error, or what caused it, means that the database could not be reached or cannot serve, rather than that it refused. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  const sqlState = 'errno' in error ? String(error.errno) : ''
  return (
    code.startsWith('ERR_POSTGRES_CONNECTION') ||
    code === 'ERR_POSTGRES_IDLE_TIMEOUT' ||
    code === 'ECONNREFUSED' ||
    unable.test(sqlState) ||
    isUnreachable(error.cause)
  )
}
