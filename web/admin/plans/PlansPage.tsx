import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { EmptyState } from '#ui/EmptyState.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { api } from '../../api.ts'
import { ErrorNotice } from '../../shell/ErrorNotice.tsx'
import type { PlanOffer } from '../admin-types.ts'
import { keys } from '../keys.ts'
import rows from '../rows.module.css'
import { words } from './messages.ts'
import { PlanRow } from './PlanRow.tsx'

/** Every plan: whether it is sold, its free days, and how many are on it. */
export function PlansPage() {
  const t = useMessages(words)
  const { data, error, refetch } = useQuery({
    queryKey: keys.plans,
    queryFn: ({ signal }) => api.get<{ plans: PlanOffer[] }>('/api/admin/plans', { signal }),
  })
  return (
    <>
      <div className={rows.head}>
        <div>
          <h1>{t('title')}</h1>
          <p className={rows.lead}>{t('text')}</p>
        </div>
      </div>
      {error && <ErrorNotice error={error} onRetry={refetch} />}
      {data?.plans.length === 0 && (
        <EmptyState scene="nothing" title={t('emptyTitle')} text={<p>{t('emptyText')}</p>} />
      )}
      <ul className={rows.rows}>
        {!data &&
          !error &&
          [0, 1, 2, 3].map((n) => <Skeleton key={n} component="li" height={220} radius="lg" />)}
        {data?.plans.map((plan) => (
          <PlanRow key={plan.planId} plan={plan} />
        ))}
      </ul>
    </>
  )
}
