/** The names of what operators have read. Whatever they change makes all of it stale. */
export const keys = {
  all: ['admin'],
  coupons: ['admin', 'coupons'],
  refunds: (state: string) => ['admin', 'refunds', state],
} as const
