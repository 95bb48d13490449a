import PDFDocument from 'pdfkit'
import type { Locale } from '#server/accounts/tables.ts'
import type { Db } from '#server/platform/db.ts'
import { look } from '#server/platform/mail/look.ts'
import type { InvoiceLine } from './invoice-arithmetic.ts'
import { isWritable, write } from './invoice-fonts.ts'
import { invoiceWords } from './invoice-words.ts'
import { methodName } from './method-name.ts'

/** An invoice as it was issued. Amounts are whole rupiah. */
export interface Invoice {
  number: string
  issuedAt: Date
  orderId: string
  /** How it was paid, as the gateway codes it, and when. */
  method: string | null
  paidAt: Date
  seller: { name: string; address: string[]; taxId: string | null; taxPercent: number }
  buyer: { name: string; email: string }
  lines: InvoiceLine[]
  total: number
  tax: number
}

/** The invoice of a payment; null while it has none. */
export async function findInvoice(db: Db, paymentId: string): Promise<Invoice | null> {
  const [row] = await db`
    select i.number, i.issued_at as "issuedAt", p.order_id as "orderId", p.method, p.paid_at as "paidAt", i.seller, i.buyer, i.lines, i.total, i.tax
    from invoices i join payments p on p.id = i.payment_id where i.payment_id = ${paymentId}`
  return row ?? null
}

const [left, right, width] = [56, 539, 483]
/** Where the second of two columns begins. */
const middle = 306

/** One page of A4. The same invoice gives the same bytes. */
export async function invoicePdf(invoice: Invoice, locale: Locale): Promise<Uint8Array> {
  const words = invoiceWords[locale]
  const doc = new PDFDocument({
    size: 'A4',
    margin: left,
    lang: locale,
    displayTitle: true,
    info: {
      Title: `${words.title} ${invoice.number}`,
      Author: invoice.seller.name,
      CreationDate: invoice.issuedAt,
    },
  })
  const pieces: Uint8Array[] = []
  doc.on('data', (piece: Uint8Array) => pieces.push(piece))
  const ended = new Promise<void>((resolve) => doc.on('end', () => resolve()))

  drawHead(doc, invoice, locale)
  const below = drawParties(doc, invoice, locale)
  drawLines(doc, invoice, locale, Math.max(below + 36, 310))
  doc.end()
  await ended
  return Buffer.concat(pieces)
}

type Doc = InstanceType<typeof PDFDocument>

/** Mark and name, what this is, that it is paid. */
function drawHead(doc: Doc, invoice: Invoice, locale: Locale): void {
  const words = invoiceWords[locale]
  doc.rect(0, 0, 595.28, 8).fill(look.lamp)
  drawMark(doc, left, 44, 30)
  doc.fontSize(20).fillColor(look.text)
  write(doc, 800, 'Lumiku', { x: left + 40, y: 46 })
  doc.fontSize(11).fillColor(look.good)
  write(doc, 700, words.paid, { x: left, y: 52, width, align: 'right' })

  doc.fontSize(30).fillColor(look.text)
  write(doc, 800, words.title, { x: left, y: 100 })
  const facts: [string, string][] = [
    [words.number, invoice.number],
    [words.issued, day(invoice.issuedAt, locale)],
    [words.order, invoice.orderId],
    [words.paidOn, day(invoice.paidAt, locale)],
    ...(invoice.method ? [[words.method, methodName(invoice.method)] as [string, string]] : []),
  ]
  facts.forEach(([label, value], i) => {
    const y = 104 + i * 16
    doc.fontSize(9).fillColor(look.dim)
    write(doc, 400, label, { x: middle, y, width: 84 })
    doc.fillColor(look.text)
    write(doc, 700, value, { x: 380, y, width: right - 380, align: 'right' })
  })
}

/** The L with the light coming out of its corner: `ui/Logo.tsx`, in points. */
function drawMark(doc: Doc, x: number, y: number, size: number): void {
  const light = doc.radialGradient(12.5, 19.5, 0, 12.5, 19.5, 16)
  light.stop(0, '#ffd978').stop(0.5, '#ff8a2b').stop(1, '#f4420a')
  doc.save()
  doc.translate(x, y).scale(size / 32)
  doc.path('M3 6a3 3 0 0 1 6.5 0v16.5H26a3 3 0 0 1 0 6.5H6a3 3 0 0 1-3-3Z').fill(look.text)
  doc
    .path(
      'M12.5 4.6c0-1 .8-1.8 1.8-1.7A16.4 16.4 0 0 1 29 17.8c.1 1-.7 1.7-1.7 1.7H14a1.5 1.5 0 0 1-1.5-1.5Z',
    )
    .fill(light)
  doc.restore()
}

/** Seller and buyer beside each other. Returns how far down they reach. */
function drawParties(doc: Doc, { seller, buyer }: Invoice, locale: Locale): number {
  const words = invoiceWords[locale]
  const parties: [string, string[]][] = [
    [
      words.from,
      [seller.name, ...seller.address, ...(seller.taxId ? [`${words.taxId} ${seller.taxId}`] : [])],
    ],
    [words.to, [buyer.name, buyer.email]],
  ]
  const ends = parties.map(([label, lines], i) => {
    const x = i === 0 ? left : middle
    doc.fontSize(9).fillColor(look.dim)
    write(doc, 400, label, { x, y: 204 })
    const [name, ...rest] = lines.filter(isWritable)
    doc.fontSize(11).fillColor(look.text)
    write(doc, 700, name!, { x, y: 219, width: 225 })
    doc.fontSize(10)
    for (const line of rest) write(doc, 400, line, { x, y: doc.y + 2, width: 225 })
    return doc.y
  })
  return Math.max(...ends)
}

function drawLines(doc: Doc, { lines, total, tax, seller }: Invoice, locale: Locale, top: number): void {
  const words = invoiceWords[locale]
  let y = top
  const sum = (weight: 400 | 700 | 800, text: string) =>
    write(doc, weight, text, { x: left, y, width, align: 'right' })

  doc.fontSize(9).fillColor(look.dim)
  write(doc, 400, words.what, { x: left, y })
  sum(400, words.amount)
  y += 18
  rule(doc, y)
  for (const line of lines) {
    y += 12
    doc.fontSize(11).fillColor(look.text)
    write(doc, 400, said(line, locale), { x: left, y, width: 340 })
    const below = doc.y
    sum(700, rupiah(line.amount))
    y = below + 9
    rule(doc, y)
  }
  y += 20
  doc.fontSize(16).fillColor(look.text)
  write(doc, 800, words.total, { x: left, y })
  sum(800, rupiah(total))
  if (seller.taxPercent > 0) {
    y += 26
    doc.fontSize(10).fillColor(look.dim)
    write(doc, 400, words.tax(seller.taxPercent), { x: left, y })
    sum(400, rupiah(tax))
  }
  doc.fontSize(10).fillColor(look.dim)
  write(doc, 400, words.thanks, { x: left, y: 756, width, align: 'center' })
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
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    dateStyle: 'long',
    timeZone: 'Asia/Jakarta',
  }).format(at)
}
