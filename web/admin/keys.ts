/** The names of what operators have read. Whatever they change makes all of it stale. */
export const keys = {
  all: ['admin'],
  coupons: ['admin', 'coupons'],
  orders: (filter: object) => ['admin', 'orders', filter],
  order: (id: string) => ['admin', 'order', id],
  plans: ['admin', 'plans'],
  refunds: (state: string) => ['admin', 'refunds', state],
} as const
