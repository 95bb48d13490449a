import type { Platform } from '#server/platform/platform.ts'
import { type BookRule, type Proof, type ProofOptions, prove, type Verdict } from './reconcile.ts'

/** Proves the books and writes down how it went, for whoever watches over them. */
export async function proveBooks(
  { db }: Pick<Platform, 'db'>,
  more: BookRule[],
  options?: ProofOptions,
): Promise<Proof> {
  const proof = await prove(db, more, options)
  const broken = brokenOf(proof)
  const [first] = broken
  await db`
    insert into book_proofs (milliseconds, promises, broken, says, first_row)
    values (${proof.milliseconds}, ${proof.verdicts.length}, ${broken.length}, ${first?.says ?? null},
            ${first ? JSON.stringify(first.broken) : null}::text::jsonb)`
  return proof
}

/** What an operator reads: each promise, what was read and how long it took. */
export function tellProof(proof: Proof): string {
  const { verdicts, rows, milliseconds } = proof
  const lines = verdicts.map(({ says, broken }) =>
    broken ? `BROKEN  ${says}\n        ${JSON.stringify(broken)}` : `ok      ${says}`,
  )
  const read = Object.entries(rows)
    .sort(([, a], [, b]) => b - a)
    .map(([table, count]) => `${count.toLocaleString('en')} ${table.replaceAll('_', ' ')}`)
  const broken = brokenOf(proof).length
  const verdict = broken === 0 ? `All ${verdicts.length} kept` : `${broken} of ${verdicts.length} broken`
  const time = `${(milliseconds / 1000).toFixed(1)} s`
  return [...lines, '', `${verdict}, in ${time}${read.length > 0 ? `: ${read.join(', ')}` : ''}`].join('\n')
}

export function brokenOf({ verdicts }: Proof): Verdict[] {
  return verdicts.filter(({ broken }) => broken)
}
