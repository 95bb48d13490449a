import type { DuitkuSettings } from '#server/platform/gateway-settings.ts'
import type { Log } from '#server/platform/log.ts'
import { ordinaryPatience, type Patience } from '../ask-gateway.ts'
import type { Gateway } from '../gateway.ts'
import { type Duitku, minimumAmount } from './account.ts'
import { createInvoice } from './create-invoice.ts'
import { paymentMethods } from './payment-methods.ts'
import { readNotification } from './read-notification.ts'
import { transactionStatus } from './transaction-status.ts'
import { trustedAddresses } from './trusted-addresses.ts'

interface Options {
  patience?: Patience
  now?: () => Date
}

/** Duitku POP: its page to pay on, its notifications, its word on what was paid. It gives no money back and renews nothing by itself. */
export function openDuitku(
  settings: DuitkuSettings,
  log: Log,
  { patience = ordinaryPatience, now = () => new Date() }: Options = {},
): Gateway {
  const duitku: Duitku = {
    settings,
    now,
    asker: { gateway: 'duitku', log, patience, secrets: [settings.apiKey] },
  }
  const trusted = trustedAddresses(settings.callbackAddresses)
  return {
    id: 'duitku',
    capabilities: { methodList: true, refund: 'manual', recurring: 'invoice', minimum: minimumAmount },
    createCheckout: (order) => createInvoice(duitku, order),
    status: (orderId) => transactionStatus(duitku, orderId),
    listMethods: (amount) => paymentMethods(duitku, amount),
    readNotification: async (body, headers, remote) =>
      readNotification(settings, { body, headers, remote }, { trusted, log }),
  }
}
