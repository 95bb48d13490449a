import type { Task } from 'graphile-worker'
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { Platform } from '../platform.ts'
import type { LetterKinds, Written } from './letter-kinds.ts'
import { writeLetter } from './write-letter.ts'

type Attachments = NonNullable<Written['attachments']>

const Payload = z.object({ letterId: z.uuid() })

/**
 * The job that hands a letter to the mail server. A refusal is written on the letter and thrown, so the queue tries again later
 * (eight times, further and further apart). Without a mail server the letter is kept for /dev/mail.
 */
export function sendLetter({ config, db }: Pick<Platform, 'config' | 'db'>, kinds: LetterKinds = {}): Task {
  const post = config.smtpUrl ? openPost(config.smtpUrl) : null
  const host = new URL(config.publicUrl).hostname
  return async (payload) => {
    const { letterId } = Payload.parse(payload)
    const [letter] = await db`
      update letters set attempts = attempts + 1
      where id = ${letterId} and sent_at is null and kept_at is null and dropped_at is null returning *`
    if (!letter) return
    const more = letter.user_id ? await writeLetter({ db, config }, kinds, letter) : {}
    if (more === null) return
    const { attachments = [], unsubscribe } = more
    if (config.env !== 'production') await keepAttachments(letterId, attachments)
    if (!post) {
      await db`update letters set kept_at = now() where id = ${letterId}`
      return
    }
    try {
      await post.sendMail({
        // The same id at every try: a server that took the letter just before we crashed can tell it is a twin.
        messageId: `<${letterId}@${host}>`,
        from: config.mailFrom,
        to: { name: '', address: letter.recipient },
        subject: letter.subject,
        html: letter.html,
        text: letter.body,
        attachments: attachments.map(({ filename, type, content }) => ({
          filename,
          contentType: type,
          content: Buffer.from(content),
        })),
        headers: {
          'Content-Language': letter.locale,
          'Auto-Submitted': 'auto-generated',
          ...(unsubscribe
            ? {
                'List-Unsubscribe': `<${unsubscribe}>`,
                'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
              }
            : {}),
        },
      })
    } catch (error) {
      await db`update letters set last_error = ${String(error)} where id = ${letterId}`
      throw error
    }
    await markSent(letterId)
  }

  /** For the mailbox page, whether the letter goes out from here or not. */
  async function keepAttachments(id: string, attachments: Attachments) {
    for (const { filename, type, content } of attachments)
      await db`
        insert into letter_attachments (letter_id, filename, type, content)
        values (${id}, ${filename}, ${type}, ${Buffer.from(content)}) on conflict do nothing`
  }

  async function markSent(id: string) {
    // Letters carry links that open accounts: in production they are forgotten once the mail server has them.
    if (config.env === 'production')
      await db`update letters set sent_at = now(), last_error = null, html = null, body = null, data = '{}' where id = ${id}`
    else await db`update letters set sent_at = now(), last_error = null where id = ${id}`
  }
}

function openPost(url: string) {
  return createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}
