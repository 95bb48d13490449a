import type { Db, Tx } from '../db.ts'
import { newId } from '../ids.ts'

export interface Letter {
  to: string
  locale: 'id' | 'en'
  /** What the letter is about, e.g. `verify`, `reset`. */
  kind: string
  subject: string
  html: string
  text: string
  /** What a test or the mailbox page may want to know, e.g. the link. */
  data?: Record<string, unknown>
}

/** Writes a letter and the job that sends it: one statement, in the caller's transaction when it has one. Returns its id. */
export async function queueLetter(db: Db | Tx, letter: Letter): Promise<string> {
  const id = newId()
  const data = JSON.stringify(letter.data ?? {})
  await db`
    select queue_letter(${id}, ${letter.to}, ${letter.locale}, ${letter.kind}, ${letter.subject},
      ${letter.html}, ${letter.text}, ${data}::text::jsonb)`
  return id
}
