import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import { EmptyState } from '#ui/EmptyState.tsx'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem } from '../../api.ts'
import type { Project } from '../../api-types.ts'
import { ErrorNotice } from '../../shell/ErrorNotice.tsx'
import styles from '../BenchHead.module.css'
import { BenchHead } from '../BenchHead.tsx'
import { BenchHold } from '../BenchHold.tsx'
import { uploadQueue } from '../uploads/upload-queue.ts'
import { Workbench, type WorkbenchProps } from '../Workbench.tsx'
import { words } from './messages.ts'
import { ProjectSwitcher } from './ProjectSwitcher.tsx'
import { projectQuery } from './project-queries.ts'
import { SaveState } from './SaveState.tsx'
import { SaveTrouble } from './SaveTrouble.tsx'
import { useProject } from './useProject.ts'
import { useProjectActions } from './useProjectActions.tsx'

/** `/studio/:app/:project`: work that has a name and is saved by itself. */
export function ProjectPage({ id, ...bench }: WorkbenchProps & { id: string }) {
  const { data, error, refetch } = useQuery(projectQuery(id))
  const gone = error instanceof ApiProblem && error.status === 404
  if (!data && gone) return <NoProject app={bench.app} />
  if (!data && error) return <ErrorNotice error={error} onRetry={refetch} level={1} />
  if (!data) return <BenchHold />
  if (data.app !== bench.app.id)
    return <Navigate to="/studio/$app/$project" params={{ app: data.app, project: id } as never} replace />
  return <ProjectBench {...bench} project={data} gone={gone} />
}

function ProjectBench({ project, gone, ...bench }: WorkbenchProps & { project: Project; gone: boolean }) {
  const { app, me, half } = bench
  const { value, change, saver, view, takeTheirs } = useProject(project, gone, me.account.id, half)
  const actions = useProjectActions(app.id)
  const { id } = project

  async function copy() {
    const name = view.state === 'gone' ? view.name : actions.copyName(view.name)
    const copied = await actions.create(name, value)
    if (!copied) return
    saver.letGo()
    uploadQueue.move(id, copied.id)
    void actions.open(copied.id, { withRun: true })
  }

  const head = (
    <>
      <BenchHead app={app.name} project={view.name}>
        <div className={styles.named}>
          <ProjectSwitcher
            app={app}
            name={view.name}
            open={{ id, name: view.name, document: () => value, rename: (name) => saver.rename(name) }}
            fresh={half.start}
          />
          <SaveState state={view.state} />
        </div>
      </BenchHead>
      <SaveTrouble view={view} onTheirs={takeTheirs} onCopy={copy} />
    </>
  )
  return <Workbench {...bench} work={{ value, change, project: { id, name: view.name } }} head={head} />
}

function NoProject({ app }: Pick<WorkbenchProps, 'app'>) {
  const t = useMessages(words)
  return (
    <EmptyState
      scene="nothing"
      level={1}
      title={t('missingTitle')}
      text={<p>{t('missingText')}</p>}
      action={
        <Button component={Link} to="/studio/$app" params={{ app: app.id } as never} size="lg">
          {t('missingBack', { app: app.name })}
        </Button>
      }
    />
  )
}
