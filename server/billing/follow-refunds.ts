import type { Platform } from '#server/platform/platform.ts'
import { type Gateway, GatewayError } from './gateways/gateway.ts'
import type { Gateways } from './gateways/gateways.ts'
import { checkRefund, sendRefund } from './pay-refund.ts'
import type { RefundRow } from './refund-rows.ts'

type Needs = Pick<Platform, 'db' | 'log'>

/** Asks again about refunds that gateways are sending, at most once in ten minutes each. Returns how many have been paid by now. */
export async function followRefunds(platform: Needs, gateways: Pick<Gateways, 'find'>): Promise<number> {
  const due: (RefundRow & { gateway: string })[] = await platform.db`
    select r.*, p.gateway from refunds r join payments p on p.id = r.payment_id
    where r.status = 'approved' and r.gateway_state in ('asked', 'pending') and r.gateway_asked_at < now() - interval '10 minutes'
    order by r.gateway_asked_at limit 200`
  let paid = 0
  for (const refund of due) {
    const gateway = gateways.find(refund.gateway)
    if (!gateway) continue
    try {
      if ((await ask(platform, gateway, refund)).status === 'paid') paid++
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error
      platform.log.warn({ err: error, refund: refund.id }, 'the gateway did not say what became of a refund')
    }
  }
  return paid
}

/** The same for one order at once, because its gateway has sent word of a refund. Throws GatewayError when it cannot be asked. */
export async function followRefundsOf(platform: Needs, gateway: Gateway, paymentId: string): Promise<number> {
  const due: RefundRow[] = await platform.db`
    select * from refunds where payment_id = ${paymentId} and status = 'approved' and gateway_state in ('asked', 'pending')`
  let paid = 0
  for (const refund of due) {
    if ((await ask(platform, gateway, refund)).status === 'paid') paid++
  }
  return paid
}

/** One whose answer was lost is asked for again; one that the gateway has is only asked about. */
function ask(platform: Needs, gateway: Gateway, refund: RefundRow): Promise<RefundRow> {
  const act = refund.gateway_state === 'asked' ? sendRefund : checkRefund
  return act(platform, gateway, refund)
}
