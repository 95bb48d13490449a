import type { Db } from '#server/platform/db.ts'

/** Removes sessions and links nobody can use any more, and counts of attempts whose time is over. */
export async function forgetExpired(db: Db): Promise<void> {
  await db`delete from sessions where expires_at < now()`
  await db`delete from verifications where expires_at < now()`
  await db`delete from rate_limits where expire < extract(epoch from now()) * 1000`
}
