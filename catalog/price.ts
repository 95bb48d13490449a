/**
 * What one model costs. Rates are exact fractions, so `1 credit per 300 s` needs no rounding until the end.
 * `outputsMultiply` is true where one action makes several results and each is paid for.
 */
export interface PriceTerms {
  base: number
  perSecond?: { credits: number; seconds: number }
  perMegapixel?: { credits: number; megapixels: number }
  per?: 'video' | 'set' | 'picture'
  quota: number
}

/** What a run uses: results made, seconds and megapixels of one result. */
export interface Use {
  outputs: number
  seconds?: number
  megapixels?: number
  /** Bytes the results will keep, where that can be told before: a run whose results have no room is refused. */
  storedBytes?: number
}

/** The one price: quote, hold, page and refund all ask here. Credits = (base + ⌈rates⌉) × outputs; quota = quota × outputs. */
export function price(terms: PriceTerms, use: Use): { credits: number; quota: number } {
  return {
    credits: (terms.base + variablePart(terms, use)) * use.outputs,
    quota: terms.quota * use.outputs,
  }
}

/** What `delivered = 0, 1 … outputs` results cost in one unit: the schedule a hold is settled by, fixed when it is made. */
export function chargeSchedule(terms: PriceTerms, use: Use, unit: 'credit' | 'quota'): number[] {
  return Array.from({ length: use.outputs + 1 }, (_, delivered) => {
    const cost = price(terms, { ...use, outputs: delivered })
    return unit === 'credit' ? cost.credits : cost.quota
  })
}

/** Rounds up once, over the sum of both rates, in integers: thousandths of seconds and of megapixels. */
function variablePart(terms: PriceTerms, { seconds = 0, megapixels = 0 }: Use): number {
  const time = terms.perSecond ?? { credits: 0, seconds: 1 }
  const area = terms.perMegapixel ?? { credits: 0, megapixels: 1 }
  const numerator =
    thousandths(seconds) * thousandths(time.credits) * thousandths(area.megapixels) +
    thousandths(megapixels) * thousandths(area.credits) * thousandths(time.seconds)
  const denominator = thousandths(time.seconds) * thousandths(area.megapixels) * 1000n
  return Number((numerator + denominator - 1n) / denominator)
}

function thousandths(value: number): bigint {
  return BigInt(Math.round(value * 1000))
}
