import type { Platform } from '#server/platform/platform.ts'
import type { GenerationRow } from './rows.ts'

/**
 * Ends a run in one call: what was delivered is settled, the rest released, the news told. False when somebody else ended it
 * first. The state follows from what was delivered: something is a success, nothing is a failure.
 */
export async function endGeneration(
  { db, metrics }: Platform,
  run: Pick<GenerationRow, 'id' | 'attempt' | 'model_key'>,
  { error = null, failures = [] }: { error?: GenerationRow['error']; failures?: GenerationRow['failures'] },
): Promise<boolean> {
  const [row] = await db`
    select end_generation(${run.id}, ${run.attempt}, ${'done'}, ${text(error)}::text::jsonb, ${text(failures)}::text::jsonb) as ended`
  if (row.ended) {
    // How it ended follows from what was delivered, which only the database knows.
    const [{ status }] = await db`select status from generations where id = ${run.id}`
    metrics.runs.inc({ model: run.model_key, status })
  }
  return row.ended
}

function text(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
