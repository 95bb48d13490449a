import type { Db, Tx } from './db.ts'

export type Read = (tx: Tx) => Promise<void>

const repeatable = 'isolation level repeatable read read only'

/**
 * Reads much of the database as it stood at one moment. `side by side` takes reads that do not need each other and shares them
 * among as many connections as are free, `lanes` at most, all seeing that moment. Nothing hurries them.
 */
export async function atOneMoment<T>(
  db: Db,
  lanes: number,
  work: (sideBySide: (reads: Read[]) => Promise<void>) => Promise<T>,
): Promise<T> {
  return db.begin(repeatable, async (tx) => {
    await unhurried(tx)
    const [{ snapshot }] = await tx`select pg_export_snapshot() as snapshot`

    return work(async (reads) => {
      const waiting = [...reads]
      const take = async (lane: Tx) => {
        for (let read = waiting.shift(); read; read = waiting.shift()) await read(lane)
      }
      const begun: Promise<void>[] = []
      for (let lane = 1; lane < Math.min(lanes, reads.length); lane++) {
        // A connection that comes too late is not waited for: two callers may be waiting for each other's.
        void db
          .begin(repeatable, async (other) => {
            if (waiting.length === 0) return
            begun.push(unhurried(other, snapshot).then(() => take(other)))
            await begun.at(-1)
          })
          .catch(() => {})
      }
      await take(tx)
      await Promise.all(begun)
    })
  })
}

async function unhurried(tx: Tx, snapshot?: string): Promise<void> {
  if (snapshot) await tx.unsafe(`set transaction snapshot '${snapshot}'`)
  await tx`set local statement_timeout = '30min'`
  await tx`set local work_mem = '64MB'`
  await tx`set local jit = off`
}
