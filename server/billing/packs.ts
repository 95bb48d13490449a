import type { Pack } from '#catalog/packs.ts'
import type { Db, Tx } from '#server/platform/db.ts'

/** Credit packs on sale, smallest first. */
export async function packsOnSale(db: Db | Tx): Promise<Pack[]> {
  const rows: { pack_id: string; credits: number; amount: number }[] =
    await db`select pack_id, credits, amount from packs where enabled order by position, pack_id`
  return rows.map(({ pack_id, credits, amount }) => ({ packId: pack_id, credits, amount }))
}
