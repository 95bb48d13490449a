import { useQuery } from '@tanstack/react-query'
import { keys } from '../queries.ts'
import { previewOf } from './change-query.ts'
import type { Subscription } from './subscription-state.ts'

/** When what is paid for ends; null while that is not known, or never. A plan without an end that follows has to be asked about. */
export function usePaidUntil({ endsAt, scheduledPlanId, price }: Subscription): string | null {
  const asked = endsAt === null && scheduledPlanId !== undefined && price > 0
  const { data } = useQuery({
    queryKey: [...keys.subscription, 'paid-until', scheduledPlanId],
    queryFn: () => previewOf(scheduledPlanId ?? ''),
    enabled: asked,
  })
  return endsAt ?? (asked ? (data?.effectiveAt ?? null) : null)
}
