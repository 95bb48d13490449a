import { Hono } from 'hono'
import { type CallerEnv, requireUser } from '#server/accounts/require-user.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { findInvoice, invoicePdf } from './invoice-pdf.ts'
import { contract } from './payment-contract.ts'
import { findPayment } from './payments.ts'

/** `GET /api/payments/:id/invoice.pdf`, for whom it was issued. */
export function invoiceRoutes(platform: Platform) {
  const { db } = platform
  return new Hono<CallerEnv>().get('/:id/invoice.pdf', contract.invoice, requireUser(platform), async (c) => {
    const { accountId, locale } = c.get('caller')
    const payment = await findPayment(db, accountId, c.req.param('id'))
    const invoice = await findInvoice(db, payment.id)
    if (!invoice) throw new Problem('not_found', { detail: 'There is no invoice for this payment' })
    const name = invoice.number.replaceAll('/', '-')
    return c.body(Buffer.from(await invoicePdf(invoice, locale)), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${name}.pdf"`,
      'cache-control': 'private, no-store',
    })
  })
}
