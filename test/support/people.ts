import type { Db } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'

let count = 0

/** Somebody with a verified e-mail, an account of their own (same id) and the sign-up bonus. */
export async function somebody(db: Db, { verified = true } = {}): Promise<string> {
  const id = newId()
  count += 1
  await db`insert into users (id, name, email, email_verified) values (${id}, ${`Person ${count}`}, ${`p${count}-${id}@example.test`}, ${verified})`
  return id
}
