import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { webApps } from '#apps/web.ts'
import { useMessages } from '#ui/i18n.tsx'
import { appsQuery, meQuery } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { NotFound } from '../shell/NotFound.tsx'
import styles from './AppPage.module.css'
import { ComingApp } from './ComingApp.tsx'
import { words } from './messages.ts'
import { Workbench } from './Workbench.tsx'

/** `/studio/:app`: the workbench of an app that can run, the truth about one that cannot yet. */
export function AppPage() {
  const { app: id = '' } = useParams({ strict: false })
  const entry = webApps[id]
  const { data: me } = useQuery(meQuery)
  const { data: apps, error, refetch } = useQuery(appsQuery)
  const half = useQuery({
    queryKey: ['editor', id],
    queryFn: () => (entry && entry !== 'coming' ? entry.load() : null),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const app = apps?.find((one) => one.id === id)
  if (!entry || (apps && !app)) return <NotFound />
  if (error || half.error)
    return (
      <ErrorNotice
        error={error ?? half.error}
        onRetry={() => {
          refetch()
          half.refetch()
        }}
        level={1}
      />
    )
  if (!app || !me) return <Hold />
  if (entry === 'coming' || app.status === 'coming') return <ComingApp app={app} />
  if (!half.data) return <Hold />
  return <Workbench key={`${me.account.id}:${id}`} app={app} me={me} half={half.data} words={entry.words} />
}

/** The workbench's rooms before anything is in them. */
function Hold() {
  const t = useMessages(words)
  return (
    <div role="status" aria-label={t('loading')}>
      <Skeleton height={36} width={220} radius="md" mb="xl" />
      <div className={styles.hold}>
        <Skeleton height={420} radius="lg" />
        <Skeleton height={560} radius="lg" />
      </div>
    </div>
  )
}
