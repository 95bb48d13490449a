import type { XenditSettings } from '#server/platform/gateway-settings.ts'
import type { Log } from '#server/platform/log.ts'
import { ordinaryPatience, type Patience } from '../ask-gateway.ts'
import type { Gateway } from '../gateway.ts'
import { minimumAmount, type Xendit } from './account.ts'
import { createInvoice, expireInvoice, invoiceStatus } from './invoices.ts'
import { readNotification } from './read-notification.ts'
import { refund, refundStatus } from './refund.ts'

interface Options {
  patience?: Patience
  now?: () => Date
}

/** Xendit's invoices: its page to pay on, its notifications, and money sent back. */
export function openXendit(
  settings: XenditSettings,
  log: Log,
  { patience = ordinaryPatience, now = () => new Date() }: Options = {},
): Gateway {
  const secrets = [settings.secretKey, settings.callbackToken]
  const xendit: Xendit = { settings, now, asker: { gateway: 'xendit', log, patience, secrets } }
  return {
    id: 'xendit',
    capabilities: { methodList: false, refund: 'api', recurring: 'invoice', minimum: minimumAmount },
    createCheckout: (order) => createInvoice(xendit, order),
    status: (orderId) => invoiceStatus(xendit, orderId),
    readNotification: async (body, headers) => readNotification(settings.callbackToken, body, headers),
    expire: (orderId) => expireInvoice(xendit, orderId),
    refund: (request) => refund(xendit, request),
    refundStatus: (reference) => refundStatus(xendit, reference),
  }
}
