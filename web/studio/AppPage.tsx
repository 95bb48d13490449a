import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { webApps } from '#apps/web.ts'
import { appsQuery, meQuery } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { NotFound } from '../shell/NotFound.tsx'
import { BenchHold } from './BenchHold.tsx'
import { ComingApp } from './ComingApp.tsx'
import { DraftBench } from './DraftBench.tsx'
import { ProjectPage } from './projects/ProjectPage.tsx'
import { useProjectNews } from './projects/project-queries.ts'

/** `/studio/:app` and `/studio/:app/:project`: the workbench of an app that can run, the truth about one that cannot yet. */
export function AppPage() {
  const { app: id = '', project } = useParams({ strict: false }) as { app?: string; project?: string }
  const entry = webApps[id]
  const { data: me } = useQuery(meQuery)
  const { data: apps, error, refetch } = useQuery(appsQuery)
  const half = useQuery({
    queryKey: ['editor', id],
    queryFn: () => (entry && entry !== 'coming' ? entry.load() : null),
    staleTime: Number.POSITIVE_INFINITY,
  })
  useProjectNews()
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
  if (!app || !me) return <BenchHold />
  if (entry === 'coming' || app.status === 'coming') return <ComingApp app={app} />
  if (!half.data) return <BenchHold />
  const bench = { app, me, half: half.data, words: entry.words }
  return project ? (
    <ProjectPage key={`${me.account.id}:${project}`} id={project} {...bench} />
  ) : (
    <DraftBench key={`${me.account.id}:${id}`} {...bench} />
  )
}
