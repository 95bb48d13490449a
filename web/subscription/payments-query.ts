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

/** Whether the period after the one that began at `startsAt` is paid for: a renewal that was paid since then, and not asked back. */
export function isPaidAhead(
  payments: readonly Pick<Payment, 'kind' | 'fulfilledAs' | 'paidAt' | 'refundStatus'>[],
  startsAt: string,
): boolean {
  return payments.some(
    ({ kind, fulfilledAs, paidAt, refundStatus }) =>
      kind === 'renew' &&
      fulfilledAs === 'order' &&
      paidAt !== undefined &&
      Date.parse(paidAt) > Date.parse(startsAt) &&
      (refundStatus === undefined || refundStatus === 'rejected'),
  )
}
