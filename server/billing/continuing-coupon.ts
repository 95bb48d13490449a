import type { Tx } from '#server/platform/db.ts'

/** A coupon that is good for several payments goes on by itself while it may. */
export async function continuingCoupon(tx: Tx, subscriptionId: string): Promise<string | undefined> {
  const [row] = await tx`
    select c.code from payments p join coupons c on c.code = p.coupon_code
    where p.subscription_id = ${subscriptionId} and p.status = 'paid' and not c.first_payment_only and c.enabled
      and (c.valid_until is null or c.valid_until > now())
      and (c.periods is null or (select count(*) from coupon_uses u where u.code = c.code and u.account_id = p.account_id) < c.periods)
      and c.uses_limit is null
    order by p.paid_at desc limit 1`
  return row?.code
}
