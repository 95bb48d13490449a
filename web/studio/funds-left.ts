import type { PriceLine } from './price-line.ts'

/**
 * How a run leaves its account. `low`: less than a fifth of the day's quota (of what there is, for credits), or not enough for the same
 * again. `short`: it cannot be paid; `enoughFor` is how many results could be.
 */
export function fundsLeft(
  price: PriceLine,
  limit: number,
): { state: 'ok' | 'low' } | { state: 'short'; enoughFor: number } {
  if (price.short > 0) {
    const most = price.each > 0 ? Math.floor(price.has / price.each) : 0
    return { state: 'short', enoughFor: Math.max(0, Math.min(most, price.results - 1)) }
  }
  const whole = price.unit === 'quota' ? limit : price.has
  return { state: price.cost > 0 && (price.low || price.after < whole / 5) ? 'low' : 'ok' }
}
