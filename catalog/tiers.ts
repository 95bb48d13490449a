/** The ladder of access. A tier includes those below it. */
export const tiers = ['free', 'basic', 'pro', 'enterprise'] as const

export type Tier = (typeof tiers)[number]

export function rank(tier: Tier): number {
  return tiers.indexOf(tier)
}

export function includes(held: Tier, wanted: Tier): boolean {
  return rank(held) >= rank(wanted)
}
