import type { Tx } from '#server/platform/db.ts'
import { packsOnSale } from './packs.ts'

/** How many credits so many rupiah are worth: the price of the smallest pack, rounded up for the buyer. */
export async function creditsFor(tx: Tx, amount: number): Promise<number> {
  const [pack] = await packsOnSale(tx)
  if (!pack) throw new Error('no pack is on sale to price credits by')
  const price = BigInt(pack.amount)
  return Number((BigInt(amount) * BigInt(pack.credits) + price - 1n) / price)
}
