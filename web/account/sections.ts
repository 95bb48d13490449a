import { IconChartBar, IconCoins, IconCrown, IconShieldLock, IconUserCircle } from '@tabler/icons-react'

/** The rooms of the account, in order. */
export const sections = [
  { to: '/account/credits', word: 'credits', hint: 'creditsHint', Icon: IconCoins },
  { to: '/account/usage', word: 'usage', hint: 'usageHint', Icon: IconChartBar },
  { to: '/account/subscription', word: 'subscription', hint: 'subscriptionHint', Icon: IconCrown },
  { to: '/account/security', word: 'security', hint: 'securityHint', Icon: IconShieldLock },
  { to: '/account/profile', word: 'profile', hint: 'profileHint', Icon: IconUserCircle },
] as const
