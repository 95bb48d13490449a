import type { LetterKinds, Write } from '#server/platform/mail/letter-kinds.ts'
import { renderLetter } from '#server/platform/mail/render-letter.ts'
import { findInvoice, invoicePdf } from './invoice-pdf.ts'
import { BillingLetter } from './letters/BillingLetter.tsx'
import { factsOf } from './letters/facts.ts'
import { type Kind, letterKinds, letterWords } from './letters/words.ts'

/** Every letter about money, by its kind. */
export const billingLetters: LetterKinds = Object.fromEntries(letterKinds.map((kind) => [kind, writer(kind)]))

function writer(kind: Kind): Write {
  return async (needs, data, reader) => {
    if (!(await isStillTrue(kind, needs, data))) return null
    const said = letterWords[reader.locale][kind](await factsOf(needs, data, reader))
    const written = await renderLetter(<BillingLetter locale={reader.locale} said={said} />)
    const invoice = kind === 'receipt' ? await findInvoice(needs.db, data.paymentId!) : null
    if (!invoice)
      return {
        subject: said.subject,
        ...written,
        ...(said.unsubscribe ? { unsubscribe: said.unsubscribe } : {}),
      }
    const content = await invoicePdf(invoice, reader.locale)
    const filename = `${invoice.number.replaceAll('/', '-')}.pdf`
    return {
      subject: said.subject,
      ...written,
      attachments: [{ filename, type: 'application/pdf', content }],
    }
  }
}

/** Nobody is asked to pay for what they have paid, or called off, since the letter was owed. */
async function isStillTrue(
  kind: Kind,
  { db }: Parameters<Write>[0],
  data: Record<string, string>,
): Promise<boolean> {
  if (kind !== 'renewal-soon' && kind !== 'renewal-today' && kind !== 'grace') return true
  const [row] = await db`
    select s.cancelled_at is null and s.ended_at is null and p.cut_at is null
      and not exists (select from periods later where later.subscription_id = s.id and later.starts_at > p.starts_at and later.cut_at is null) as holds
    from periods p join subscriptions s on s.id = p.subscription_id where p.id = ${data.periodId!}`
  return row?.holds ?? false
}
