import { isPlanItem, type PaymentRow } from './payment-rows.ts'

/** One line of an invoice. `amount` is whole rupiah, tax included; lines add up to the total. */
export interface InvoiceLine {
  kind: 'plan' | 'credits' | 'carried_over' | 'coupon'
  /** Plan or pack id, or the coupon's code. */
  of: string
  name: string
  quantity: number
  amount: number
}

/** What was sold, and what was taken off. */
export function invoiceLines(
  payment: Pick<PaymentRow, 'item' | 'list_amount' | 'carried_over' | 'discount' | 'coupon_code'>,
): InvoiceLine[] {
  const { item, list_amount, carried_over, discount, coupon_code } = payment
  const sold: InvoiceLine = isPlanItem(item)
    ? { kind: 'plan', of: item.planId, name: item.name, quantity: 1, amount: list_amount }
    : { kind: 'credits', of: item.packId, name: String(item.credits), quantity: 1, amount: list_amount }
  return [
    sold,
    ...(carried_over > 0
      ? [{ kind: 'carried_over' as const, of: '', name: '', quantity: 1, amount: -carried_over }]
      : []),
    ...(discount > 0
      ? [
          {
            kind: 'coupon' as const,
            of: coupon_code ?? '',
            name: coupon_code ?? '',
            quantity: 1,
            amount: -discount,
          },
        ]
      : []),
  ]
}

/** The tax that a total contains, when prices include it: rounded to the nearest rupiah, half up. `percent` may be 0. */
export function taxWithin(total: number, percent: number): number {
  const base = 100n + BigInt(percent)
  return Number((BigInt(total) * BigInt(percent) * 2n + base) / (base * 2n))
}
