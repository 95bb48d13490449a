import type { Config } from '#server/platform/config.ts'
import type { Db } from '#server/platform/db.ts'

const atOnce = 20_000

/** Tells everybody whose period is about to end, has ended, or is over: each thing once. Returns how many letters are owed. */
export async function remindRenewals(db: Db): Promise<number> {
  return untilDone(async () => (await db`select remind_renewals(${atOnce}) as told`)[0].told)
}

/** Closes orders that were not paid in time. Returns how many. */
export async function expireOrders(db: Db): Promise<number> {
  return untilDone(async () => (await db`select expire_orders(${atOnce}) as closed`)[0].closed)
}

/** Tells owners whose quota or credits run out: each once a day, or once until credits come in. Returns how many letters are owed. */
export async function remindUsage(db: Db, { lowCredits }: Pick<Config, 'lowCredits'>): Promise<number> {
  const [row] = await db`select remind_usage(${lowCredits}) as told`
  return row.told
}

/** In bounded transactions, so that a large batch locks nobody out for long. */
async function untilDone(step: () => Promise<number>): Promise<number> {
  let total = 0
  for (let count = await step(); count > 0; count = await step()) total += count
  return total
}
