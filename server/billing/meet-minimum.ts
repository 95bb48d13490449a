/** What is taken off a price, in whole rupiah. */
export interface Reductions {
  listAmount: number
  carriedOver: number
  discount: number
  /** Carried value that found no use in the price. */
  excess: number
}

/**
 * Gateways take nothing below a minimum. A price that was lowered to less, but not to nothing, is lowered less: by the coupon first,
 * then by what is carried over, which goes to the excess and is not lost.
 */
export function meetMinimum(reductions: Reductions, minimum: number): Reductions {
  const { listAmount, carriedOver, discount, excess } = reductions
  const amount = listAmount - carriedOver - discount
  if (amount === 0 || amount >= minimum) return reductions
  let missing = minimum - amount
  const fromDiscount = Math.min(discount, missing)
  missing -= fromDiscount
  const fromCarried = Math.min(carriedOver, missing)
  return {
    listAmount,
    discount: discount - fromDiscount,
    carriedOver: carriedOver - fromCarried,
    excess: excess + fromCarried,
  }
}
