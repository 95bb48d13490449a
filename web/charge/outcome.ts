import type { Charge } from '../api-types.ts'

/** What became of the results asked for, as a receipt lists it. Null until the run ends. */
export interface Outcome {
  delivered: number
  /** By reason, the most frequent first. */
  failed: { reason: string; count: number }[]
  /** Neither made nor tried to the end: the run was stopped before. */
  unmade: number
  settled: number
  released: number
}

export function outcomeOf({ settlement }: Pick<Charge, 'settlement'>): Outcome | null {
  if (!settlement) return null
  const { delivered, wanted, failures, settled, released } = settlement
  const failed = [...Map.groupBy(failures, ({ reason }) => reason)]
    .map(([reason, those]) => ({ reason, count: those.length }))
    .sort((a, b) => b.count - a.count)
  return { delivered, failed, unmade: Math.max(0, wanted - delivered - failures.length), settled, released }
}

/** Units of one result, where all cost alike. */
export function eachOf(units: number, results: number): number | null {
  return results > 0 && units % results === 0 ? units / results : null
}
