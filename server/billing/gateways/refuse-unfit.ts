import { type CheckoutOrder, GatewayError } from './gateway.ts'

/** Refuses an order that no gateway could take, before it is asked. */
export function refuseUnfit({ orderId, amount, items }: CheckoutOrder, minimum: number): void {
  if (!Number.isSafeInteger(amount) || items.reduce((sum, item) => sum + item.amount, 0) !== amount)
    throw unfit('invalid_order', 'the items do not add up to the amount')
  if (orderId.length === 0 || orderId.length > 50)
    throw unfit('invalid_order', 'an order id has 1 to 50 characters')
  if (amount < minimum) throw unfit('amount_too_small', `the least is ${minimum}`)
}

function unfit(code: 'invalid_order' | 'amount_too_small', detail: string): GatewayError {
  return new GatewayError(code, { retryable: false, detail })
}
