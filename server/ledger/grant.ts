import type { Db, Tx } from '#server/platform/db.ts'

export interface Grant {
  accountId: string
  kind: 'purchase' | 'admin' | 'refund'
  /** Names the cause once and for all: giving the same source twice gives once. */
  source: string
  /** Credits, more than zero. */
  amount: number
  description: string
}

/** Gives an account credits to spend. Resolves to whether this call gave them. */
export async function grant(
  tx: Tx | Db,
  { accountId, kind, source, amount, description }: Grant,
): Promise<boolean> {
  const [row] =
    await tx`select ledger_grant(${accountId}, ${kind}, ${source}, ${amount}, ${description}) as given`
  return row.given
}
