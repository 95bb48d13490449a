import { Button, NativeSelect, Skeleton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { EmptyState } from '#ui/EmptyState.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { api } from '../../api.ts'
import type { Page } from '../../api-types.ts'
import { ErrorNotice } from '../../shell/ErrorNotice.tsx'
import type { OrderSummary } from '../admin-types.ts'
import { keys } from '../keys.ts'
import { words as shared } from '../messages.ts'
import rows from '../rows.module.css'
import { words } from './messages.ts'
import { OrderRow } from './OrderRow.tsx'
import styles from './PaymentsPage.module.css'

const statuses = ['pending', 'paid', 'failed', 'expired'] as const

interface Filter {
  status?: OrderSummary['status']
  q?: string
}

/** Everybody's orders, newest first, by state and by what was searched for, as the address says. */
export function PaymentsPage() {
  const t = useMessages(words)
  const all = useMessages(shared)
  const navigate = useNavigate()
  const filter = parse(useSearch({ strict: false }))
  const [typed, setTyped] = useState(filter.q ?? '')
  useEffect(() => setTyped(filter.q ?? ''), [filter.q])
  const show = (next: Filter) => navigate({ to: '/admin/payments', search: next } as never)
  const list = useInfiniteQuery({
    queryKey: keys.orders(filter),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...filter, ...(pageParam ? { cursor: pageParam } : {}) })
      return api.get<Page<OrderSummary>>(`/api/admin/payments?${query}`, { signal })
    },
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const orders = list.data?.pages.flatMap(({ items }) => items)
  const filtered = Boolean(filter.status ?? filter.q)
  return (
    <>
      <div className={rows.head}>
        <h1>{t('title')}</h1>
      </div>
      <form
        className={styles.tools}
        onSubmit={(event) => {
          event.preventDefault()
          show(parse({ status: filter.status, q: typed }))
        }}
      >
        <TextInput
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          maxLength={254}
          leftSection={<IconSearch size={18} aria-hidden />}
        />
        <Button type="submit" variant="default">
          {t('find')}
        </Button>
        <NativeSelect
          size="md"
          aria-label={t('status')}
          value={filter.status ?? ''}
          onChange={(event) => show(parse({ q: filter.q, status: event.currentTarget.value }))}
          data={[
            { value: '', label: t('anyStatus') },
            ...statuses.map((status) => ({ value: status, label: t(status) })),
          ]}
        />
      </form>
      {list.error && <ErrorNotice error={list.error} onRetry={list.refetch} />}
      {orders?.length === 0 && (
        <EmptyState
          scene={filtered ? 'nothing' : 'ledger'}
          title={t(filtered ? 'noneTitle' : 'emptyTitle')}
          text={<p>{t(filtered ? 'noneText' : 'emptyText')}</p>}
          action={
            filtered && (
              <Button variant="default" onClick={() => show({})}>
                {t('clear')}
              </Button>
            )
          }
        />
      )}
      <ul className={rows.rows}>
        {list.isPending &&
          [0, 1, 2, 3].map((n) => <Skeleton key={n} component="li" height={120} radius="lg" />)}
        {orders?.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          {all('more')}
        </Button>
      )}
    </>
  )
}

function parse(search: Record<string, unknown>): Filter {
  const status = statuses.find((one) => one === search.status)
  const q = typeof search.q === 'string' ? search.q.trim() : ''
  return { ...(status && { status }), ...(q && { q }) }
}
