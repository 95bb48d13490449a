import type { Config } from '../config.ts'
import type { Db } from '../db.ts'

/** Whom a letter is written to, as they are when it is sent. */
export interface Reader {
  userId: string
  name: string
  email: string
  locale: 'id' | 'en'
}

export interface Written {
  subject: string
  html: string
  text: string
  /** Where letters of this kind end, for mail programs that show a button. */
  unsubscribe?: string
  attachments?: { filename: string; type: string; content: Uint8Array }[]
}

/** Writes a letter of one kind from its data; null when it is no longer true and need not be sent. */
export type Write = (
  needs: { db: Db; config: Config },
  data: Record<string, string>,
  reader: Reader,
) => Promise<Written | null>

export type LetterKinds = Record<string, Write>
