import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import type { Locale } from '#server/accounts/tables.ts'
import type { Db } from '#server/platform/db.ts'
import { look } from '#server/platform/mail/look.ts'
import type { InvoiceLine } from './invoice-arithmetic.ts'
import { invoiceWords } from './invoice-words.ts'

/** An invoice as it was issued. Amounts are whole rupiah. */
export interface Invoice {
  number: string
  issuedAt: Date
  orderId: string
  method: string | null
  seller: { name: string; address: string[]; taxId: string | null; taxPercent: number }
  buyer: { name: string; email: string }
  lines: InvoiceLine[]
  total: number
  tax: number
}

/** The invoice of a payment; null while it has none. */
export async function findInvoice(db: Db, paymentId: string): Promise<Invoice | null> {
  const [row] = await db`
    select i.number, i.issued_at as "issuedAt", p.order_id as "orderId", p.method, i.seller, i.buyer, i.lines, i.total, i.tax
    from invoices i join payments p on p.id = i.payment_id where i.payment_id = ${paymentId}`
  return row ?? null
}

const fonts = join(import.meta.dir, '../../node_modules/@fontsource/plus-jakarta-sans/files')
const [left, right, width] = [56, 539, 483]

/** One page of A4. The same invoice gives the same bytes. */
export async function invoicePdf(invoice: Invoice, locale: Locale): Promise<Uint8Array> {
  const words = invoiceWords[locale]
  const doc = new PDFDocument({
    size: 'A4',
    margin: left,
    lang: locale,
    info: {
      Title: `${words.title} ${invoice.number}`,
      Author: invoice.seller.name,
      CreationDate: invoice.issuedAt,
    },
  })
  const pieces: Uint8Array[] = []
  doc.on('data', (piece: Uint8Array) => pieces.push(piece))
  const ended = new Promise<void>((resolve) => doc.on('end', () => resolve()))
  for (const weight of [400, 700, 800])
    doc.registerFont(String(weight), join(fonts, `plus-jakarta-sans-latin-${weight}-normal.woff`))

  drawHead(doc, invoice, locale)
  drawParties(doc, invoice, locale)
  drawLines(doc, invoice, locale)
  doc.end()
  await ended
  return Buffer.concat(pieces)
}

type Doc = InstanceType<typeof PDFDocument>

/** The L with the light coming out of its corner, the name, and what this is. */
function drawHead(doc: Doc, invoice: Invoice, locale: Locale): void {
  const words = invoiceWords[locale]
  doc.rect(0, 0, 595, 8).fill(look.lamp)
  doc.font('800').fontSize(22).fillColor(look.text).text(invoice.seller.name, left, 48)
  doc.font('700').fontSize(11).fillColor(look.good).text(words.paid, left, 48, { width, align: 'right' })
  doc.font('800').fontSize(30).fillColor(look.text).text(words.title, left, 100)
  const facts = [
    [words.number, invoice.number],
    [words.issued, day(invoice.issuedAt, locale)],
    [words.order, invoice.orderId],
    ...(invoice.method ? [[words.method, invoice.method]] : []),
  ] as const
  facts.forEach(([label, value], i) => {
    const y = 104 + i * 16
    doc.font('400').fontSize(9).fillColor(look.dim).text(label!, 306, y, { width: 84 })
    doc
      .font('700')
      .fillColor(look.text)
      .text(value!, 390, y, { width: right - 390, align: 'right' })
  })
}

function drawParties(doc: Doc, { seller, buyer }: Invoice, locale: Locale): void {
  const words = invoiceWords[locale]
  const parties = [
    [
      words.from,
      [seller.name, ...seller.address, ...(seller.taxId ? [`${words.taxId} ${seller.taxId}`] : [])],
    ],
    [words.to, [buyer.name, buyer.email]],
  ] as const
  parties.forEach(([label, [name, ...rest]], i) => {
    const x = left + i * 250
    doc.font('400').fontSize(9).fillColor(look.dim).text(label, x, 196)
    doc.font('700').fontSize(11).fillColor(look.text).text(name!, x, 210, { width: 230 })
    doc.font('400').fontSize(10).fillColor(look.text).text(rest.join('\n'), { width: 230, lineGap: 2 })
  })
}

function drawLines(doc: Doc, { lines, total, tax, seller }: Invoice, locale: Locale): void {
  const words = invoiceWords[locale]
  let y = Math.max(doc.y + 36, 310)
  doc.font('400').fontSize(9).fillColor(look.dim).text(words.what, left, y)
  doc.text(words.amount, left, y, { width, align: 'right' })
  y += 18
  rule(doc, y)
  for (const line of lines) {
    y += 12
    doc.font('400').fontSize(11).fillColor(look.text).text(said(line, locale), left, y, { width: 340 })
    const below = doc.y
    doc.font('700').text(rupiah(line.amount), left, y, { width, align: 'right' })
    y = below + 6
    rule(doc, y)
  }
  y += 18
  doc.font('800').fontSize(16).text(words.total, left, y)
  doc.text(rupiah(total), left, y, { width, align: 'right' })
  if (seller.taxPercent > 0) {
    y += 26
    doc.font('400').fontSize(10).fillColor(look.dim).text(words.tax(seller.taxPercent), left, y)
    doc.text(rupiah(tax), left, y, { width, align: 'right' })
  }
  doc.font('400').fontSize(10).fillColor(look.dim).text(words.thanks, left, 740, { width, align: 'center' })
}

function rule(doc: Doc, y: number): void {
  doc.moveTo(left, y).lineTo(right, y).lineWidth(0.75).stroke(look.line)
}

function said({ kind, name, of }: InvoiceLine, locale: Locale): string {
  const words = invoiceWords[locale]
  switch (kind) {
    case 'plan':
      return words.plan(name)
    case 'credits':
      return words.credits(new Intl.NumberFormat(locale).format(Number(name)))
    case 'carried_over':
      return words.carried_over
    case 'coupon':
      return words.coupon(of)
  }
}

/** `Rp 299.000`, whoever reads it. */
export function rupiah(amount: number): string {
  return `${amount < 0 ? '−' : ''}Rp ${new Intl.NumberFormat('id').format(Math.abs(amount))}`
}

/** The calendar of an invoice is Jakarta's. */
export function day(at: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Asia/Jakarta' }).format(at)
}
