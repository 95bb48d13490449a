import { Skeleton } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { EmptyState } from '#ui/EmptyState.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../../api.ts'
import { ErrorNotice } from '../../shell/ErrorNotice.tsx'
import type { Order } from '../admin-types.ts'
import { keys } from '../keys.ts'
import { words } from './messages.ts'
import { OrderFacts } from './OrderFacts.tsx'
import styles from './OrderPage.module.css'
import { OrderRefunds } from './OrderRefunds.tsx'
import { OrderState } from './OrderState.tsx'
import { SentMessages } from './SentMessages.tsx'

/** An order with everything that happened to it, and what an operator can do about it. */
export function OrderPage() {
  const t = useMessages(words)
  const { order: id = '' } = useParams({ strict: false }) as { order?: string }
  const { data, error, refetch } = useQuery({
    queryKey: keys.order(id),
    queryFn: ({ signal }) => api.get<Order>(`/api/admin/payments/${encodeURIComponent(id)}`, { signal }),
  })
  const gone = error instanceof ApiProblem && error.status === 404
  return (
    <>
      <Link to="/admin/payments" className={styles.back}>
        <IconArrowLeft size={18} aria-hidden />
        {t('backToAll')}
      </Link>
      <h1 className={styles.title}>{data?.payment.orderId ?? id}</h1>
      {gone && <EmptyState scene="nothing" title={t('gone')} text={<p>{t('goneText')}</p>} />}
      {error && !gone && <ErrorNotice error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height="28rem" radius="lg" />}
      {data && (
        <>
          <OrderState order={data} />
          <OrderFacts order={data} />
          <OrderRefunds order={data} />
          <SentMessages order={data} />
        </>
      )}
    </>
  )
}
