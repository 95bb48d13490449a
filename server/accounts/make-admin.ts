import type { Db } from '#server/platform/db.ts'

/** Gives a person the operator's role, at once for sessions they have. False when nobody has this e-mail. */
export async function makeAdmin(db: Db, email: string): Promise<boolean> {
  const made = await db`
    update users set role = 'admin', updated_at = now() where email = lower(trim(${email})) returning id`
  return made.length > 0
}
