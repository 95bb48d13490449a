/**
 * A promise of the books. Either an equation, for every key what is summed on the left equals what is summed on the right, or a
 * query that finds a row which breaks it.
 */
export type BookRule = Equation | Search

export interface Search {
  says: string
  /** Selects the rows that break the promise. */
  find: string
}

export interface Equation {
  says: string
  /** What the key is called in the row that is named when it breaks. */
  each: string[]
  left: Sums
  right: Sums
  /** For a promise that an equation implies but that is kept in other ways too: decides when the sides differ. */
  find?: string
}

/** Named sums of a side. */
export type Sums = Record<string, Sum>

export interface Sum {
  /** A table, or a select in parentheses. */
  from: string
  /** Columns of the key, in the order of `each`. */
  by: string[]
  /** An integer of each row. */
  value: string
  where?: string
}

export function isEquation(rule: BookRule): rule is Equation {
  return 'left' in rule
}

/** Left sums count up, right sums count down: a key that adds up to something breaks the equation. */
export function signed({ left, right }: Equation): { name: string; sum: Sum; sign: 1 | -1 }[] {
  return [
    ...Object.entries(left).map(([name, sum]) => ({ name, sum, sign: 1 as const })),
    ...Object.entries(right).map(([name, sum]) => ({ name, sum, sign: -1 as const })),
  ]
}

/** The query that names the first row, or the first key with its sums, that breaks a rule. */
export function findFirst(rule: BookRule): string {
  const all = isEquation(rule) ? (rule.find ?? unequal(rule)) : rule.find
  // Found whole before the first is taken: a plan made for one row takes hours to find that there is none.
  return `with broken as materialized (${all}) select * from broken limit 1`
}

function unequal(equation: Equation): string {
  const { each } = equation
  const sums = signed(equation)
  const parts = sums.map(({ sum: { from, by, value, where = 'true' }, sign }, i) => {
    const key = by.map((column, k) => `${column} as ${each[k]}`)
    return `select ${key.join(', ')}, ${i} as part, (${value})::bigint as units, ${sign} * (${value})::bigint as signed
            from ${from} t where row(${by.join(', ')}) is not null and (${where})`
  })
  const told = sums.map(
    ({ name }, i) => `coalesce(sum(units) filter (where part = ${i}), 0)::float8 as ${name}`,
  )
  return `select ${[...each, ...told].join(', ')} from (${parts.join(' union all ')}) parts
          group by ${each.join(', ')} having sum(signed) <> 0 order by ${each.join(', ')}`
}
