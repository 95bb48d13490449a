import { expect, test } from 'bun:test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { invoiceLines, taxWithin } from './invoice-arithmetic.ts'
import { type Invoice, invoicePdf } from './invoice-pdf.ts'

const invoice: Invoice = {
  number: 'INV/2026/000042',
  issuedAt: new Date('2026-11-21T18:30:00Z'),
  orderId: 'LMK-7Q2M4K9X1B3C5D6F',
  method: 'NQ',
  paidAt: new Date('2026-11-21T18:30:00Z'),
  seller: {
    name: 'Lumiku',
    address: ['Jalan Merdeka 1', 'Bandung 40111', 'Indonesia'],
    taxId: '01.234.567.8-901.000',
    taxPercent: 11,
  },
  buyer: { name: 'Sari “Toko” Dewi', email: 'sari@example.test' },
  lines: [
    { kind: 'plan', of: 'enterprise-monthly', name: 'Enterprise Monthly', quantity: 1, amount: 999_000 },
    { kind: 'carried_over', of: '', name: '', quantity: 1, amount: -66_000 },
    { kind: 'coupon', of: 'HEMAT10', name: 'HEMAT10', quantity: 1, amount: -93_300 },
  ],
  total: 839_700,
  tax: taxWithin(839_700, 11),
}

async function textOf(pdf: Uint8Array): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 })
    .promise
  expect(document.numPages).toBe(1)
  const { items } = await (await document.getPage(1)).getTextContent()
  return items.map((item) => ('str' in item ? item.str : '')).join(' ')
}

test('the page says who, what and how much, in both languages', async () => {
  const id = await textOf(await invoicePdf(invoice, 'id'))
  for (const said of [
    'INV/2026/000042',
    'LMK-7Q2M4K9X1B3C5D6F',
    '22 November 2026',
    'Sari “Toko” Dewi',
    'sari@example.test',
    'NPWP 01.234.567.8-901.000',
    'Langganan Enterprise Monthly',
    'Rp 999.000',
    '−Rp 66.000',
    'Kupon HEMAT10',
    '−Rp 93.300',
    'Rp 839.700',
    'Termasuk PPN 11 %',
    'Rp 83.214',
    'QRIS',
  ])
    expect(id).toContain(said)
  const en = await textOf(await invoicePdf(invoice, 'en'))
  expect(en).toContain('Subscription Enterprise Monthly')
  expect(en).toContain('22 November 2026')
  const out = join(import.meta.dir, '../../test/out')
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, 'invoice.pdf'), await invoicePdf(invoice, 'id'))
})

test('the same invoice gives the same bytes, and no tax line where there is no tax', async () => {
  const plain = { ...invoice, seller: { ...invoice.seller, taxPercent: 0, taxId: null }, tax: 0 }
  expect(Buffer.from(await invoicePdf(plain, 'id')).equals(Buffer.from(await invoicePdf(plain, 'id')))).toBe(
    true,
  )
  const text = await textOf(await invoicePdf(plain, 'id'))
  expect(text).not.toContain('PPN')
  expect(text).not.toContain('NPWP')
})

test('lines add up to what was paid, and the tax within is a whole rupiah below it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5_000_000 }),
      fc.nat(5_000_000),
      fc.nat(5_000_000),
      fc.nat(50),
      (list, a, b, percent) => {
        const carried_over = Math.min(a, list)
        const discount = Math.min(b, list - carried_over)
        const item = { packId: 'p', credits: 10, amount: list }
        const lines = invoiceLines({
          item,
          list_amount: list,
          carried_over,
          discount,
          coupon_code: discount ? 'X' : null,
        })
        const total = lines.reduce((sum, { amount }) => sum + amount, 0)
        expect(total).toBe(list - carried_over - discount)
        const tax = taxWithin(total, percent)
        expect(Number.isInteger(tax) && tax >= 0 && tax <= total).toBe(true)
        expect(Math.abs(tax - ((total - tax) * percent) / 100)).toBeLessThanOrEqual(1)
      },
    ),
  )
})
