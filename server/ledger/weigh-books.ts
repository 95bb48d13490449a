import { randomInt } from 'node:crypto'
import type { Read } from '#server/platform/at-one-moment.ts'
import { type Equation, type Sum, signed } from './book-rule.ts'

/** Where equations are weighed: what to read, and afterwards which were uneven and how many rows that took, by table. */
export interface Scales {
  weighings: Read[]
  rows: Record<string, number>
  uneven(): Equation[]
}

/**
 * Proves many equations in one reading of each table, without grouping anything. Every key has a weight that nobody could
 * foresee: a hash, salted anew for each proof. If for every key left equals right, the weighted totals are equal; if some key
 * differs, they are equal in one of two billion proofs at most.
 */
export function openScales(equations: Equation[]): Scales {
  const salt = randomInt(2 ** 47)
  const rows: Record<string, number> = {}
  const balance = new Map<Equation, bigint>()
  const terms = equations.flatMap((equation) =>
    signed(equation).map(({ sum, sign }) => ({ equation, sum, sign })),
  )

  const weighings = [...Map.groupBy(terms, ({ sum }) => sum.from)].map(([table, spoken]): Read => {
    const sums = spoken.map(({ sum }) => sum)
    return async (tx) => {
      const [found] = await tx.unsafe(weigh(table, sums, salt))
      if (/^\w+$/.test(table)) rows[table] = Number(found.rows)
      for (const [i, { equation, sign }] of spoken.entries()) {
        const total = BigInt(found[`total_${i}`] ?? 0) * BigInt(sign)
        balance.set(equation, (balance.get(equation) ?? 0n) + total)
      }
    }
  })
  return { weighings, rows, uneven: () => equations.filter((equation) => balance.get(equation) !== 0n) }
}

function weigh(table: string, sums: Sum[], salt: number): string {
  const keys = [...new Map(sums.map(({ by }) => [by.join(), by])).values()]
  const place = new Map(keys.map((by, i) => [by.join(), i]))
  const weights = keys.map((by, i) => `${hash(by, salt)} & 2147483647 as weight_${i}`)
  const totals = sums.map(({ by, value, where = 'true' }, i) => {
    const weighted = `weight_${place.get(by.join())} * (${value})::bigint`
    return `sum(${weighted}) filter (where ${where}) as total_${i}`
  })
  // The offset keeps a weight from being computed again for every sum that uses it.
  return `select count(*) as rows, ${totals.join(', ')} from (select *, ${weights.join(', ')} from ${table} t offset 0) weighed`
}

/** Null when part of the key is null: such a row is not in the sum. A key of one column is an id, which hashes faster alone. */
function hash(by: string[], salt: number): string {
  const row = `row(${by.join(', ')})`
  return by.length === 1
    ? `uuid_hash_extended(${by[0]}, ${salt})`
    : `case when ${row} is not null then hash_record_extended(${row}, ${salt}) end`
}
