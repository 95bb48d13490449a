import pg from 'pg'

/** Kept by every runner under its name, so that others can tell whether it lives: `unlockAbandoned` tries to take it. */
export const lifeLock = 5_117_003

export interface Life {
  /** Resolves when the session is lost, and with it the proof. */
  lost: Promise<void>
  /** Lives under a name. */
  as(name: string): void
  end(): Promise<void>
}

/** Opens a session that lasts as long as this process and the database do. */
export async function beAlive(databaseUrl: string): Promise<Life> {
  const { promise: lost, resolve } = Promise.withResolvers<void>()
  const session = new pg.Client({
    connectionString: databaseUrl,
    keepAlive: true,
    application_name: 'lumiku-queue',
  })
  session.on('error', () => resolve())
  session.once('end', () => resolve())
  await session.connect()
  return {
    lost,
    as(name) {
      session.query('select pg_advisory_lock($1, hashtext($2))', [lifeLock, name]).catch(() => resolve())
    },
    end: () => session.end().catch(() => {}),
  }
}
