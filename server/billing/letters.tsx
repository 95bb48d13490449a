import type { LetterKinds, Write, Written } from '#server/platform/mail/letter-kinds.ts'
import { renderLetter } from '#server/platform/mail/render-letter.ts'
import { unsubscribeUrl } from '#server/platform/mail/unsubscribe.ts'
import { findInvoice, invoicePdf } from './invoice-pdf.ts'
import { BillingLetter } from './letters/BillingLetter.tsx'
import { english } from './letters/english.ts'
import { factsOf } from './letters/facts.ts'
import { indonesian } from './letters/indonesian.ts'
import { type Kind, letterKinds } from './letters/kinds.ts'
import { stillTrue } from './letters/still-true.ts'

/** Every letter about money and usage, by its kind. */
export const billingLetters: LetterKinds = Object.fromEntries(letterKinds.map((kind) => [kind, writer(kind)]))

const words = { id: indonesian, en: english }

/** Those that nobody's money or account hangs on. */
const optional: readonly Kind[] = ['quota-80', 'quota-100', 'credits-low']

function writer(owed: Kind): Write {
  return async (needs, data, reader) => {
    const kind = await stillTrue(needs.db, owed, data)
    if (kind === null) return null
    const { locale, userId } = reader
    const said = words[locale][kind](await factsOf(needs, data, reader))
    const unsubscribe = optional.includes(kind) ? unsubscribeUrl(needs.config, userId) : null
    return {
      subject: said.subject,
      ...(await renderLetter(<BillingLetter locale={locale} said={said} unsubscribe={unsubscribe} />)),
      ...(unsubscribe ? { unsubscribe } : {}),
      ...(kind === 'receipt' ? await enclosed(needs, data.paymentId!, locale) : {}),
    }
  }
}

async function enclosed(
  { db }: Parameters<Write>[0],
  paymentId: string,
  locale: 'id' | 'en',
): Promise<Pick<Written, 'attachments'>> {
  const invoice = await findInvoice(db, paymentId)
  if (!invoice) return {}
  const filename = `${invoice.number.replaceAll('/', '-')}.pdf`
  return { attachments: [{ filename, type: 'application/pdf', content: await invoicePdf(invoice, locale) }] }
}
