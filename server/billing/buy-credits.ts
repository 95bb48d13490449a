import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'
import { applyCoupon } from './apply-coupon.ts'
import type { Gateway } from './gateways/gateway.ts'
import { type Ordering, placeOrder } from './order.ts'
import { packsOnSale } from './packs.ts'
import type { PaymentRow } from './payment-rows.ts'

/** Orders a pack of credits at its price today. */
export async function buyCredits(
  platform: Platform,
  gateway: Gateway,
  {
    caller,
    idempotencyKey,
    packId,
    coupon,
  }: Pick<Ordering, 'caller' | 'idempotencyKey'> & { packId: string; coupon?: string },
): Promise<PaymentRow> {
  return placeOrder(platform, gateway, {
    caller,
    idempotencyKey,
    async draft(tx, now) {
      const pack = (await packsOnSale(tx)).find((each) => each.packId === packId)
      if (!pack) throw new Problem('not_found', { detail: 'No such pack' })
      const discount = await applyCoupon(tx, {
        code: coupon,
        accountId: caller.accountId,
        item: packId,
        price: pack.amount,
        now,
      })
      return { kind: 'credits', item: pack, listAmount: pack.amount, ...discount }
    },
  })
}
