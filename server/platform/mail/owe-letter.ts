import type { Tx } from '../db.ts'

/** Owes somebody a letter: written when it is sent, from its kind and data, in the language they have then. */
export async function oweLetter(
  tx: Tx,
  { userId, kind, data }: { userId: string; kind: string; data: Record<string, unknown> },
): Promise<void> {
  await tx`select owe_letters(array[${userId}::uuid], ${kind}, array[${JSON.stringify(data)}::text::jsonb])`
}
