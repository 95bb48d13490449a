import type { Db } from '#server/platform/db.ts'
import { renewAfterSeconds, sessionSeconds } from './session-cookie.ts'
import type { Locale, Role } from './tables.ts'

/** Who asks, and for which account. */
export interface Caller {
  userId: string
  sessionId: string
  email: string
  name: string
  role: Role
  locale: Locale
  emailVerified: boolean
  accountId: string
  accountKind: 'personal' | 'team'
}

/**
 * The caller behind a session token, in one prepared statement; null when the session has ended. Nothing is remembered between
 * requests, so a revoked session stops at once. `dueForRenewal`: a day of its life has passed.
 */
export async function findCaller(
  db: Db,
  token: string,
): Promise<(Caller & { dueForRenewal: boolean }) | null> {
  const [caller] = await db`
    select u.id as "userId", s.id as "sessionId", u.email, u.name, u.role, u.locale, u.email_verified as "emailVerified",
      a.id as "accountId", a.kind as "accountKind",
      s.expires_at <= now() + make_interval(secs => ${sessionSeconds - renewAfterSeconds}) as "dueForRenewal"
    from sessions s
    join users u on u.id = s.user_id
    join accounts a on a.id = u.id
    where s.token = ${token} and s.expires_at > now()`
  return caller ?? null
}

/** Gives a session its full life again. A session that ended meanwhile stays ended. */
export async function renewSession(db: Db, sessionId: string): Promise<void> {
  await db`
    update sessions set expires_at = now() + make_interval(secs => ${sessionSeconds}), updated_at = now()
    where id = ${sessionId} and expires_at > now()`
}
