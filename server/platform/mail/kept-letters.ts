import type { Db } from '../db.ts'

export interface KeptLetter {
  id: string
  to: string
  locale: 'id' | 'en'
  kind: string
  subject: string
  html: string | null
  text: string | null
  data: Record<string, unknown>
  createdAt: string
  sentAt: string | null
  keptAt: string | null
  lastError: string | null
  attachments: string[]
}

const newest = 200

/** The newest letters, of everybody, to one address, or the one with this id. */
export async function keptLetters(
  db: Db,
  { id = null, to = null }: { id?: string | null; to?: string | null },
): Promise<KeptLetter[]> {
  return db`
    select id, recipient as to, locale, kind, subject, html, body as text, data, iso(created_at) as "createdAt",
      iso(sent_at) as "sentAt", iso(kept_at) as "keptAt", last_error as "lastError",
      array(select filename from letter_attachments where letter_id = letters.id order by filename) as attachments
    from letters
    where subject is not null and (${id}::uuid is null or id = ${id}::uuid) and (${to}::text is null or recipient = lower(${to}::text))
    order by created_at desc, id desc limit ${newest}`
}

/** What came with a kept letter. */
export async function keptAttachment(
  db: Db,
  id: string,
  filename: string,
): Promise<{ type: string; content: Uint8Array } | null> {
  const [row] = await db`
    select type, content from letter_attachments where letter_id = ${id} and filename = ${filename}`
  return row ?? null
}
