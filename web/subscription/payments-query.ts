import { infiniteQueryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'
import type { Page, Payment } from '../api-types.ts'
import { keys } from '../queries.ts'

/** Every order, newest first, a page at a time. */
export const paymentsQuery = infiniteQueryOptions({
  queryKey: [...keys.payments, 'list'],
  queryFn: ({ pageParam, signal }) =>
    api.get<Page<Payment>>(
      `/api/payments?limit=20${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`,
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: (page) => page.nextCursor,
  select: ({ pages }) => pages.flatMap(({ items }) => items),
})

/** Whether it can be paid, as far as the clock here can tell. */
export function isPayable(
  { status, expiresAt }: Pick<Payment, 'status' | 'expiresAt'>,
  now: number,
): boolean {
  return status === 'pending' && Date.parse(expiresAt) > now
}
