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
    select end_generation(${run.id}, ${run.attempt}, ${'done'}, ${text(error)}::text::jsonb, ${text(failures)}::text::jsonb) as status`
  if (row.status !== null) metrics.runs.inc({ model: run.model_key, status: row.status })
  return row.status !== null
}

function text(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
