import type { Pack } from '../api-types.ts'

/** What to buy so that so many credits are there. `amount` is whole rupiah. */
export interface Bundle {
  packs: { pack: Pack; count: number }[]
  credits: number
  amount: number
}

/** The cheapest packs that together hold at least so many credits; of equally cheap ones, those with more. Null: there are no packs. */
export function coverWithPacks(packs: readonly Pack[], credits: number): Bundle | null {
  if (packs.length === 0) return null
  const unit = packs.reduce((sum, pack) => divisor(sum, pack.credits), 0)
  const needed = Math.ceil(credits / unit)
  // best[n]: the cheapest way to n units or more, and the pack that was bought last on it.
  const amount = new Float64Array(needed + 1)
  const held = new Float64Array(needed + 1)
  const last = new Int32Array(needed + 1)
  for (let units = 1; units <= needed; units++) {
    amount[units] = Number.POSITIVE_INFINITY
    packs.forEach((pack, at) => {
      const before = Math.max(0, units - pack.credits / unit)
      const sum = (amount[before] ?? 0) + pack.amount
      const total = (held[before] ?? 0) + pack.credits
      const now = amount[units] ?? 0
      if (sum > now || (sum === now && total <= (held[units] ?? 0))) return
      amount[units] = sum
      held[units] = total
      last[units] = at
    })
  }
  const counts = packs.map(() => 0)
  for (let units = needed; units > 0; ) {
    const at = last[units] ?? 0
    counts[at] = (counts[at] ?? 0) + 1
    units = Math.max(0, units - (packs[at]?.credits ?? 0) / unit)
  }
  return {
    packs: packs.flatMap((pack, at) => (counts[at] ? [{ pack, count: counts[at] }] : [])),
    credits: held[needed] ?? 0,
    amount: amount[needed] ?? 0,
  }
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}
