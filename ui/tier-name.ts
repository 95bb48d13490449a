import type { Tier } from '#catalog/tiers.ts'

/** Product names: the same in both languages. */
export const tierName: Record<Tier, string> = {
  free: 'Free',
  basic: 'Basic',
  pro: 'Pro',
  enterprise: 'Enterprise',
}
