import type { Config } from '#server/platform/config.ts'
import type { Platform } from '#server/platform/platform.ts'
import { readNotification } from '../duitku/read-notification.ts'
import {
  type Checkout,
  type CheckoutOrder,
  type Gateway,
  GatewayError,
  type GatewayStatus,
} from '../gateway.ts'
import { refuseUnfit } from '../refuse-unfit.ts'
import { findCheckout, keepCheckout } from './checkouts.ts'
import { sandboxKey } from './key.ts'
import { methods } from './methods.ts'

const minimum = 10_000

/** The gateway of a machine without keys. It behaves like Duitku, with pages of its own under /sandbox; its money is not real. */
export function openSandbox({ config, db, log }: Pick<Platform, 'config' | 'db' | 'log'>): Gateway {
  const key = sandboxKey(config.secret)
  return {
    id: 'sandbox',
    capabilities: { methodList: true, refund: 'manual', recurring: 'invoice', minimum },
    async createCheckout(order) {
      refuseUnfit(order, minimum)
      const checkout = await keepCheckout(db, order)
      if (checkout.amount !== order.amount) throw new GatewayError('amount_changed', { retryable: false })
      return opened(config, checkout.reference, order)
    },
    async status(orderId) {
      const checkout = await findCheckout(db, { orderId })
      if (!checkout) throw new GatewayError('unknown_order', { retryable: false })
      return statusOf(checkout)
    },
    listMethods: async () => methods.map(({ code, name }) => ({ code, name, image: null, fee: 0 })),
    readNotification: async (body, headers, remote) =>
      readNotification(key, { body, headers, remote }, { trusted: () => true, log }),
  }
}

function opened(config: Config, reference: string, order: CheckoutOrder): Checkout {
  return { reference, url: `${config.publicUrl}/sandbox/pay/${reference}`, expiresAt: order.expiresAt }
}

function statusOf(checkout: NonNullable<Awaited<ReturnType<typeof findCheckout>>>): GatewayStatus {
  const { status, amount, paid_amount, reference, method } = checkout
  return {
    status,
    amount: paid_amount ?? amount,
    currency: 'IDR',
    reference,
    ...(method ? { method } : {}),
    fee: 0,
    raw: { status, amount, paid_amount, reference, method },
  }
}
