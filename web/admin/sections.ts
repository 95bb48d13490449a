/** What an operator works on, in order. */
export const sections = [
  { to: '/admin/refunds', word: 'refunds' },
  { to: '/admin/payments', word: 'payments' },
  { to: '/admin/coupons', word: 'coupons' },
  { to: '/admin/plans', word: 'plans' },
] as const
