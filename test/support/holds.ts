import type { Db } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'

export interface Wish {
  accountId: string
  hold?: string
  credits?: number
  quota?: number
  dailyLimit?: number
  description?: string
}

export interface Reservation {
  hold: string
  unit: 'credit' | 'quota' | null
  inUse: number | null
  available: number | null
}

/** Sets units aside as a starting run would, all in one call; answers in order. */
export async function reserve(db: Db, ...wishes: Wish[]): Promise<Reservation[]> {
  const rows = wishes.map(({ hold = newId(), ...wish }) => ({ hold, ...wish }))
  const asked = rows.map(
    ({ hold, accountId, credits, quota, dailyLimit, description = 'test:model' }, n) => ({
      n,
      hold_id: hold,
      account_id: accountId,
      quota,
      daily_limit: dailyLimit,
      credits,
      description,
    }),
  )
  const answers = await db`
    select n, unit, in_use, available
    from ledger_reserve(array(select w from jsonb_populate_recordset(null::wish, ${JSON.stringify(asked)}::text::jsonb) w))`
  return rows.map(({ hold }, i) => {
    const answer = answers.find(({ n }: { n: number }) => n === i)
    return { hold, unit: answer.unit, inUse: answer.in_use, available: answer.available }
  })
}
