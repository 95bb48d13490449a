import { Alert, Button, Group } from '@mantine/core'
import { useInterval } from '@mantine/hooks'
import { IconClockHour4 } from '@tabler/icons-react'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { dateTime, duration, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { api } from '../api.ts'
import type { Payment } from '../api-types.ts'
import { keys } from '../queries.ts'
import { words } from './messages.ts'
import styles from './PendingOrder.module.css'
import { isPayable, paymentsQuery } from './payments-query.ts'

const lookEveryMs = 5_000

/** The newest order of this sort that still waits for its money: where to pay it, for how long, and how to drop it. */
export function PendingOrder({ of, drops }: { of: 'credits' | 'plan'; drops?: boolean }) {
  const client = useQueryClient()
  const { data, dataUpdatedAt } = useInfiniteQuery({
    ...paymentsQuery,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((each) => isPayable(each, Date.now())))
        ? lookEveryMs
        : false,
  })
  const order = data?.find(
    (payment) =>
      'planId' in payment.item === (of === 'plan') &&
      // A subscription that was dropped is not to be paid for any more.
      (payment.kind !== 'subscribe' || drops) &&
      isPayable(payment, Date.now()),
  )
  // Paid, or gone: what hangs on it is asked for again.
  const waited = useRef(order?.id)
  useEffect(() => {
    if (waited.current && waited.current !== order?.id)
      for (const queryKey of [keys.me, keys.balance, keys.history, keys.subscription, keys.quota, keys.plans])
        void client.invalidateQueries({ queryKey })
    waited.current = order?.id
  }, [order?.id, client])
  return order ? (
    <Waiting
      key={order.id}
      order={order}
      // The clock that closes the order is the server's.
      skew={Date.parse(order.asOf) - dataUpdatedAt}
      drops={order.kind === 'subscribe'}
    />
  ) : null
}

function Waiting({ order, skew, drops }: { order: Payment; skew: number; drops: boolean }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const client = useQueryClient()
  const left = useSecondsUntil(Date.parse(order.expiresAt) - skew)
  const over = left === 0
  const drop = useMutation({
    mutationFn: () => api.post('/api/subscription/cancel'),
    onSettled: () => client.invalidateQueries(),
  })
  useEffect(() => {
    if (over) void client.invalidateQueries({ queryKey: keys.payments })
  }, [over, client])
  const what = 'planId' in order.item ? order.item.name : t('credits', { count: order.item.credits })
  const returnPage = `/payment/return?merchantOrderId=${encodeURIComponent(order.orderId)}`
  return (
    <section className={styles.order} aria-label={t('waiting')}>
      <h2>{t('waiting')}</h2>
      <p className={styles.what}>
        <strong>{what}</strong> <span className="num">{rupiah(order.amount)}</span>
      </p>
      <p className={styles.left}>
        <IconClockHour4 size={20} aria-hidden />
        <span>
          {t('timeLeft', { left: duration(left), time: dateTime(order.expiresAt, locale) })}
          <br />
          {t('nothingCharged')}
        </span>
      </p>
      {drop.error && (
        <Alert color="red" role="alert">
          {t('notDropped')}
        </Alert>
      )}
      <Group>
        {order.url && (
          <Button component="a" href={order.url}>
            {t('goOnPaying')}
          </Button>
        )}
        <Button component={Link} to={returnPage} variant="default">
          {t('alreadyPaid')}
        </Button>
        {drops && (
          <Button variant="subtle" color="red" loading={drop.isPending} onClick={() => drop.mutate()}>
            {t('drop')}
          </Button>
        )}
      </Group>
    </section>
  )
}

function useSecondsUntil(time: number): number {
  const [now, setNow] = useState(Date.now)
  useInterval(() => setNow(Date.now()), 1_000, { autoInvoke: true })
  return Math.max(0, Math.ceil((time - now) / 1_000))
}
