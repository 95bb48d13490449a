import type { Config } from '../config.ts'
import type { Db } from '../db.ts'
import type { LetterKinds, Written } from './letter-kinds.ts'
import { hasUnsubscribed } from './unsubscribe.ts'

interface Owed {
  id: string
  user_id: string
  kind: string
  data: Record<string, string>
  recipient: string | null
  locale: string | null
  subject: string | null
  html: string | null
  body: string | null
}

/**
 * Puts an owed letter into words, for its reader as they are now, and fills them into its row. Resolves to what else goes with it; null when
 * it need not be sent any more, which is noted.
 */
export async function writeLetter(
  { db, config }: { db: Db; config: Config },
  kinds: LetterKinds,
  letter: Owed,
): Promise<Pick<Written, 'attachments' | 'unsubscribe'> | null> {
  const write = kinds[letter.kind]
  if (!write) throw new Error(`nobody knows how to write a letter of the kind ${letter.kind}`)
  const [reader] =
    await db`select id as "userId", name, email, locale from users where id = ${letter.user_id}`
  const written = reader ? await write({ db, config }, letter.data, reader) : null
  if (!written || (written.unsubscribe && (await hasUnsubscribed(db, letter.user_id)))) {
    await db`update letters set dropped_at = now() where id = ${letter.id}`
    return null
  }
  const { subject, html, text, attachments, unsubscribe } = written
  Object.assign(letter, { recipient: reader.email, locale: reader.locale, subject, html, body: text })
  await db`
    update letters set recipient = ${reader.email}, locale = ${reader.locale}, subject = ${subject}, html = ${html}, body = ${text}
    where id = ${letter.id}`
  return { ...(attachments ? { attachments } : {}), ...(unsubscribe ? { unsubscribe } : {}) }
}
