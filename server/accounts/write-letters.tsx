import type { Db } from '#server/platform/db.ts'
import { queueLetter } from '#server/platform/mail/queue-letter.ts'
import { renderLetter } from '#server/platform/mail/render-letter.ts'
import { ResetLetter, resetWords } from './letters/ResetLetter.tsx'
import { VerifyLetter, verifyWords } from './letters/VerifyLetter.tsx'
import type { Locale } from './tables.ts'

interface Recipient {
  email: string
  locale: Locale
}

/** `url` is the page /verify with its token. */
export async function writeVerifyLetter(db: Db, { email, locale }: Recipient, url: string): Promise<void> {
  const written = await renderLetter(<VerifyLetter locale={locale} url={url} />)
  await queueLetter(db, {
    to: email,
    locale,
    kind: 'verify',
    subject: verifyWords[locale].subject,
    ...written,
    data: { url },
  })
}

/** `url` is the page /reset with its token. */
export async function writeResetLetter(db: Db, { email, locale }: Recipient, url: string): Promise<void> {
  const written = await renderLetter(<ResetLetter locale={locale} url={url} />)
  await queueLetter(db, {
    to: email,
    locale,
    kind: 'reset',
    subject: resetWords[locale].subject,
    ...written,
    data: { url },
  })
}
