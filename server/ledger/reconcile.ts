import { atOneMoment, type Read } from '#server/platform/at-one-moment.ts'
import type { Db } from '#server/platform/db.ts'
import { type BookRule, findFirst, isEquation } from './book-rule.ts'
import { bookRules } from './book-rules.ts'
import { openScales } from './weigh-books.ts'

export type { BookRule }

export interface Verdict {
  says: string
  /** The first row that breaks the promise; absent when it is kept. */
  broken?: Record<string, unknown>
}

export interface ProofOptions {
  /** Compares every key instead of weighing all of them at once. */
  exact?: boolean
  /** Connections at most. */
  lanes?: number
}

export interface Proof {
  verdicts: Verdict[]
  /** Rows weighed, by table. */
  rows: Record<string, number>
  milliseconds: number
}

/** Proves the books. `more` are promises that later slices make about the same money. */
export async function reconcile(db: Db, more: BookRule[] = []): Promise<Verdict[]> {
  return (await prove(db, more)).verdicts
}

/**
 * The same with figures. All is read as it stood at one moment, on a few connections side by side. Equations are weighed, and
 * only where the sides differ is the row sought; `exact` seeks at once, which takes several times as long.
 */
export async function prove(
  db: Db,
  more: BookRule[] = [],
  { exact = false, lanes = 3 }: ProofOptions = {},
): Promise<Proof> {
  const started = performance.now()
  const rules = [...bookRules, ...more]
  const verdicts: Verdict[] = rules.map(({ says }) => ({ says }))
  const scales = openScales(exact ? [] : rules.filter(isEquation))

  const seek = (rule: BookRule): Read => {
    return async (tx) => {
      const [broken] = await tx.unsafe(findFirst(rule))
      if (broken) verdicts[rules.indexOf(rule)] = { says: rule.says, broken }
    }
  }
  await atOneMoment(db, lanes, async (sideBySide) => {
    const sought = rules.filter((rule) => exact || !isEquation(rule))
    await sideBySide([...scales.weighings, ...sought.map(seek)])
    await sideBySide(scales.uneven().map(seek))
  })
  return { verdicts, rows: scales.rows, milliseconds: Math.round(performance.now() - started) }
}
