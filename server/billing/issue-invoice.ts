import type { Config } from '#server/platform/config.ts'
import type { Tx } from '#server/platform/db.ts'
import { invoiceLines, taxWithin } from './invoice-arithmetic.ts'
import type { PaymentRow } from './payment-rows.ts'

/**
 * Makes a payment's invoice, in the commit that hands over: the next number of the year (Jakarta) without gaps, seller and buyer
 * as they are today. Returns the number.
 */
export async function issueInvoice(
  tx: Tx,
  { seller }: Pick<Config, 'seller'>,
  payment: PaymentRow,
): Promise<string> {
  const [{ year, serial }] = await tx`
    insert into invoice_years as y (year, last) values (extract(year from now() at time zone 'Asia/Jakarta')::int, 1)
    on conflict (year) do update set last = y.last + 1 returning year, last as serial`
  const number = `INV/${year}/${String(serial).padStart(6, '0')}`
  const [buyer] = await tx`
    select u.name, u.email, a.name as account from users u, accounts a where u.id = ${payment.user_id} and a.id = ${payment.account_id}`
  const lines = invoiceLines(payment)
  await tx`
    insert into invoices (number, year, serial, payment_id, account_id, seller, buyer, lines, total, tax)
    values (${number}, ${year}, ${serial}, ${payment.id}, ${payment.account_id}, ${JSON.stringify(seller)}::text::jsonb,
      ${JSON.stringify(buyer)}::text::jsonb, ${JSON.stringify(lines)}::text::jsonb, ${payment.amount}, ${taxWithin(payment.amount, seller.taxPercent)})`
  return number
}
