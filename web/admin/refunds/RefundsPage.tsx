import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { EmptyState } from '#ui/EmptyState.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { api } from '../../api.ts'
import type { Page } from '../../api-types.ts'
import { ErrorNotice } from '../../shell/ErrorNotice.tsx'
import type { RefundReview } from '../admin-types.ts'
import { keys } from '../keys.ts'
import { words as shared } from '../messages.ts'
import styles from '../rows.module.css'
import { words } from './messages.ts'
import { RefundRow } from './RefundRow.tsx'

/** Who wants money back: what waits for somebody first, what is over behind the second tab, which the address remembers. */
export function RefundsPage() {
  const t = useMessages(words)
  const all = useMessages(shared)
  const navigate = useNavigate()
  const { show } = useSearch({ strict: false }) as { show?: unknown }
  const state = show === 'decided' ? 'decided' : 'open'
  const list = useInfiniteQuery({
    queryKey: keys.refunds(state),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ state, ...(pageParam ? { cursor: pageParam } : {}) })
      return api.get<Page<RefundReview>>(`/api/admin/refunds?${query}`, { signal })
    },
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const refunds = list.data?.pages.flatMap(({ items }) => items)
  return (
    <>
      <div className={styles.head}>
        <h1>{t('title')}</h1>
        <SegmentedControl
          aria-label={t('show')}
          size="md"
          value={state}
          onChange={(next) =>
            navigate({
              to: '/admin/refunds',
              search: next === 'decided' ? { show: next } : {},
              replace: true,
            } as never)
          }
          data={[
            { value: 'open', label: t('open') },
            { value: 'decided', label: t('decided') },
          ]}
        />
      </div>
      {list.error && <ErrorNotice error={list.error} onRetry={list.refetch} />}
      {refunds?.length === 0 && (
        <EmptyState
          scene="ledger"
          title={t(state === 'open' ? 'emptyOpenTitle' : 'emptyDecidedTitle')}
          text={<p>{t(state === 'open' ? 'emptyOpenText' : 'emptyDecidedText')}</p>}
        />
      )}
      <ul className={styles.rows}>
        {list.isPending && [0, 1, 2].map((n) => <Skeleton key={n} component="li" height={220} radius="lg" />)}
        {refunds?.map((refund) => (
          <RefundRow key={refund.id} refund={refund} />
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
