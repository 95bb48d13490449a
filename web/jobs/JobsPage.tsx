import { Button, NativeSelect, Skeleton } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { EmptyState } from '#ui/EmptyState.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { api } from '../api.ts'
import type { Generation, Page } from '../api-types.ts'
import { appsQuery, keys } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import styles from './JobsPage.module.css'
import { words } from './messages.ts'
import { RunRow } from './RunRow.tsx'

const endings = ['succeeded', 'failed', 'cancelled'] as const

interface Filter {
  status?: (typeof endings)[number]
  app?: string
}

/** What is being made, live; below it what was, by status and app as the address says. */
export function JobsPage() {
  const t = useMessages(words)
  const navigate = useNavigate()
  const filter = parse(useSearch({ strict: false }))
  const active = useQuery({
    queryKey: keys.generationList({ status: 'active' }),
    queryFn: ({ signal }) =>
      api.get<Page<Generation>>('/api/generations?status=queued,running&limit=100', { signal }),
    // The live line tells sooner; this is for when it is cut.
    refetchInterval: (query) => (query.state.data?.items.length ? 15_000 : false),
  })
  const finished = useInfiniteQuery({
    queryKey: keys.generationList({ ...filter, ended: true }),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        status: filter.status ?? endings.join(','),
        ...(filter.app ? { app: filter.app } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
        limit: '20',
      })
      return api.get<Page<Generation>>(`/api/generations?${query}`, { signal })
    },
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const running = active.data?.items
  const ended = finished.data?.pages.flatMap(({ items }) => items)
  const filtered = Boolean(filter.status ?? filter.app)
  const show = (next: Filter) => navigate({ to: '/jobs', search: clean(next), replace: true } as never)
  const error = active.error ?? finished.error
  if (error && !(running && ended))
    return (
      <>
        <h1>{t('title')}</h1>
        <ErrorNotice
          error={error}
          onRetry={() => {
            active.refetch()
            finished.refetch()
          }}
        />
      </>
    )
  if (running?.length === 0 && ended?.length === 0 && !filtered)
    return (
      <>
        <h1>{t('title')}</h1>
        <EmptyState
          scene="queue"
          title={t('emptyTitle')}
          text={<p>{t('emptyText')}</p>}
          action={
            <Button component={Link} to="/studio" size="lg">
              {t('emptyButton')}
            </Button>
          }
        />
      </>
    )
  return (
    <>
      <h1>{t('title')}</h1>
      <section className={styles.section} aria-labelledby="jobs-active">
        <h2 id="jobs-active" className={styles.heading}>
          {t('active')}
        </h2>
        {!running && <Skeleton height={104} radius="lg" />}
        {running?.length === 0 && <p className={styles.none}>{t('noneActive')}</p>}
        <ul className={styles.rows}>
          {running?.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </ul>
      </section>
      <section className={styles.section} aria-labelledby="jobs-finished">
        <div className={styles.head}>
          <h2 id="jobs-finished" className={styles.heading}>
            {t('finished')}
          </h2>
          <Filters filter={filter} onChange={show} />
        </div>
        <ul className={styles.rows}>
          {!ended && [0, 1, 2].map((n) => <Skeleton key={n} height={104} radius="lg" />)}
          {ended?.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </ul>
        {ended?.length === 0 && filtered && (
          <EmptyState
            scene="nothing"
            level={3}
            title={t('noneFinished')}
            text={null}
            action={
              <Button variant="default" onClick={() => show({})}>
                {t('clearFilters')}
              </Button>
            }
          />
        )}
        {finished.hasNextPage && (
          <Button
            variant="default"
            mt="md"
            loading={finished.isFetchingNextPage}
            onClick={() => void finished.fetchNextPage()}
          >
            {t('loadMore')}
          </Button>
        )}
      </section>
    </>
  )
}

function Filters({ filter, onChange }: { filter: Filter; onChange(next: Filter): void }) {
  const t = useMessages(words)
  const { data: apps = [] } = useQuery(appsQuery)
  return (
    <div className={styles.filters}>
      <NativeSelect
        size="md"
        aria-label={t('filterStatus')}
        value={filter.status ?? ''}
        onChange={(event) =>
          onChange({ ...filter, status: parse({ status: event.currentTarget.value }).status })
        }
        data={[
          { value: '', label: t('allStatuses') },
          ...endings.map((status) => ({ value: status, label: t(status) })),
        ]}
      />
      <NativeSelect
        size="md"
        aria-label={t('filterApp')}
        value={filter.app ?? ''}
        onChange={(event) => onChange({ ...filter, app: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: t('allApps') },
          ...apps.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </div>
  )
}

function parse(search: Record<string, unknown>): Filter {
  const status = endings.find((one) => one === search.status)
  return clean({ status, app: typeof search.app === 'string' ? search.app : undefined })
}

function clean({ status, app }: Filter): Filter {
  return { ...(status && { status }), ...(app && { app }) }
}
