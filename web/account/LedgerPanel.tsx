import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { EmptyState } from '#ui/EmptyState.tsx'
import { dateTime, number, signed } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { api } from '../api.ts'
import type { LedgerEntry, Page } from '../api-types.ts'
import { keys } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { CsvButton } from './CsvButton.tsx'
import { cause } from './cause.ts'
import styles from './LedgerPanel.module.css'
import { words } from './messages.ts'
import { Panel } from './Panel.tsx'

/** The books, line by line: newest first, each with its cause and the balance it left. */
export function LedgerPanel() {
  const t = useMessages(words)
  const { locale } = useLocale()
  const entries = useInfiniteQuery({
    queryKey: keys.history,
    queryFn: ({ pageParam, signal }) => page(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  })
  const rows = entries.data?.pages.flatMap((one) => one.items)
  return (
    <Panel
      title={t('ledger')}
      text={t('ledgerText')}
      aside={
        rows &&
        rows.length > 0 && (
          <CsvButton
            file="lumiku-kredit.csv"
            head={[t('when'), t('what'), t('change'), t('after')]}
            read={async () =>
              (await everything()).map((entry) => [
                entry.at,
                cause(entry, t),
                entry.amount,
                entry.balanceAfter,
              ])
            }
          />
        )
      }
    >
      {entries.error && <ErrorNotice error={entries.error} onRetry={entries.refetch} level={3} />}
      {entries.isPending && <Skeleton height="20rem" radius="lg" />}
      {rows?.length === 0 && (
        <EmptyState scene="ledger" level={3} title={t('ledgerEmptyTitle')} text={t('ledgerEmptyText')} />
      )}
      {rows && rows.length > 0 && (
        <ol className={styles.book}>
          {rows.map((entry) => (
            <li key={entry.id} className={styles.line}>
              <span className={styles.what}>{cause(entry, t)}</span>
              <time dateTime={entry.at} className={styles.when}>
                {dateTime(entry.at, locale)}
              </time>
              <span className={styles.amount} data-sign={Math.sign(entry.amount)}>
                {entry.amount === 0 ? '0' : signed(entry.amount, locale)}
              </span>
              <span className={styles.after}>
                {t('after')} {number(entry.balanceAfter, locale)}
              </span>
            </li>
          ))}
        </ol>
      )}
      {entries.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={entries.isFetchingNextPage}
          onClick={() => entries.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </Panel>
  )
}

function page(cursor: string | null, signal?: AbortSignal, limit = 20) {
  const at = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
  return api.get<Page<LedgerEntry>>(`/api/credits/history?limit=${limit}${at}`, { signal })
}

async function everything() {
  const all: LedgerEntry[] = []
  for (let cursor: string | null = null; ; ) {
    const { items, nextCursor }: Page<LedgerEntry> = await page(cursor, undefined, 100)
    all.push(...items)
    if (!nextCursor || nextCursor === cursor) return all
    cursor = nextCursor
  }
}
