import type { Db, Tx } from '#server/platform/db.ts'

export interface Grant {
  accountId: string
  kind: 'purchase' | 'admin' | 'refund'
  /** Names the cause once and for all: giving the same source twice gives once. */
  source: string
  /** Credits, more than zero. */
  amount: number
  description: string
  /** When what is left of it goes; never for bought credits. */
  expiresAt?: Date
}

/** Gives an account credits to spend. Resolves to whether this call gave them. */
export async function grant(
  tx: Tx | Db,
  { accountId, kind, source, amount, description, expiresAt }: Grant,
): Promise<boolean> {
  const [row] =
    await tx`select ledger_grant(${accountId}, ${kind}, ${source}, ${amount}, ${description}, ${expiresAt ?? null}) as given`
  return row.given
}
