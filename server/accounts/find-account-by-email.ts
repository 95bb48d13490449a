import type { Db } from '#server/platform/db.ts'

export interface FoundAccount {
  userId: string
  accountId: string
  email: string
  name: string
}

/** A person and their own account, however the e-mail is typed; null when nobody has it. */
export async function findAccountByEmail(db: Db, email: string): Promise<FoundAccount | null> {
  const [found] = await db`
    select u.id as "userId", a.id as "accountId", u.email, u.name
    from users u join accounts a on a.id = u.id where u.email = lower(trim(${email}))`
  return found ?? null
}
