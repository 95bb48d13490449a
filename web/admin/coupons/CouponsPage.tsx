import { Button, Skeleton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { EmptyState } from '#ui/EmptyState.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { api } from '../../api.ts'
import type { Page } from '../../api-types.ts'
import { ErrorNotice } from '../../shell/ErrorNotice.tsx'
import type { Coupon } from '../admin-types.ts'
import { keys } from '../keys.ts'
import { words as shared } from '../messages.ts'
import styles from '../rows.module.css'
import { CouponDialog } from './CouponDialog.tsx'
import { CouponRow } from './CouponRow.tsx'
import { words } from './messages.ts'

/** Every coupon with how it was used. They are made here, and switched off and on; never edited. */
export function CouponsPage() {
  const t = useMessages(words)
  const all = useMessages(shared)
  const [making, setMaking] = useState(false)
  const list = useInfiniteQuery({
    queryKey: keys.coupons,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : ''
      return api.get<Page<Coupon>>(`/api/admin/coupons${query}`, { signal })
    },
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const coupons = list.data?.pages.flatMap(({ items }) => items)
  const make = (
    <Button leftSection={<IconPlus size={20} aria-hidden />} onClick={() => setMaking(true)}>
      {t('make')}
    </Button>
  )
  return (
    <>
      <div className={styles.head}>
        <h1>{t('title')}</h1>
        {coupons && coupons.length > 0 && make}
      </div>
      {list.error && <ErrorNotice error={list.error} onRetry={list.refetch} />}
      {coupons?.length === 0 && (
        <EmptyState scene="nothing" title={t('emptyTitle')} text={<p>{t('emptyText')}</p>} action={make} />
      )}
      <ul className={styles.rows}>
        {list.isPending && [0, 1, 2].map((n) => <Skeleton key={n} component="li" height={160} radius="lg" />)}
        {coupons?.map((coupon) => (
          <CouponRow key={coupon.code} coupon={coupon} />
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
      {making && <CouponDialog onClose={() => setMaking(false)} />}
    </>
  )
}
