import { Button, Drawer, Skeleton } from '@mantine/core'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import type { ListedProject } from '../../api-types.ts'
import { ErrorNotice } from '../../shell/ErrorNotice.tsx'
import { words } from './messages.ts'
import { NameDialog } from './NameDialog.tsx'
import styles from './ProjectList.module.css'
import { ProjectRow } from './ProjectRow.tsx'
import { projectsQuery } from './project-queries.ts'
import { useDeleteProject } from './useDeleteProject.tsx'
import { useProjectActions } from './useProjectActions.tsx'

/** The project that is open: what it is called just now, what it holds, and how it is named by the one who saves it. */
export interface OpenProject {
  id: string
  name: string
  document(): unknown
  rename(name: string): Promise<void>
}

/** All projects of an app beside the workbench: open one, begin one, name, copy and delete. */
export function ProjectList(props: {
  app: { id: string; name: string }
  open: OpenProject | null
  /** What a fresh project begins with. */
  fresh(): unknown
  freshName: string
  onClose(): void
}) {
  const t = useMessages(words)
  const { app, open, onClose } = props
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    projectsQuery(app.id),
  )
  const { removed, remove } = useDeleteProject()
  const actions = useProjectActions(app.id)
  const [naming, setNaming] = useState<ListedProject | 'new' | null>(null)
  const projects = data?.pages.flatMap(({ items }) => items).filter(({ id }) => !removed.has(id))

  async function named(name: string): Promise<boolean> {
    if (naming === 'new') {
      const project = await actions.create(name, props.fresh())
      if (project) {
        onClose()
        void actions.open(project.id)
      }
      return project !== null
    }
    if (!naming) return true
    if (naming.id !== open?.id) return actions.rename(naming, name)
    await open.rename(name)
    void refetch()
    return true
  }

  function removeOne(project: ListedProject) {
    const wasOpen = project.id === open?.id
    remove(project, wasOpen ? () => void actions.open(project.id) : undefined)
    if (!wasOpen) return
    onClose()
    void actions.openDraft()
  }

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="25rem"
      title={<strong>{t('projects', { app: app.name })}</strong>}
      closeButtonProps={{ 'aria-label': t('close') }}
      // A dialog above answers to the keyboard.
      closeOnEscape={naming === null}
      trapFocus={naming === null}
    >
      <Button
        fullWidth
        variant="light"
        leftSection={<IconPlus size={20} aria-hidden />}
        onClick={() => setNaming('new')}
      >
        {t('create')}
      </Button>
      <ul className={styles.list}>
        <li className={styles.row} data-open={open === null || undefined}>
          <Link
            to="/studio/$app"
            params={{ app: app.id } as never}
            className={styles.link}
            aria-current={open === null ? 'page' : undefined}
            onClick={onClose}
          >
            <span className={styles.draft}>
              <IconPencil size={22} stroke={1.75} aria-hidden />
            </span>
            <span className={styles.words}>
              <span className={styles.name}>{t('draft')}</span>
              <span className={styles.when}>{t('draftText')}</span>
            </span>
          </Link>
        </li>
        {!projects &&
          !error &&
          Array.from({ length: 3 }, (_, n) => (
            <li key={n} className={styles.row}>
              <Skeleton height={56} radius="md" />
            </li>
          ))}
        {projects?.map((project) => (
          <ProjectRow
            key={project.id}
            project={project.id === open?.id ? { ...project, name: open.name } : project}
            current={project.id === open?.id}
            onOpened={onClose}
            onRename={() => setNaming(project)}
            onDuplicate={() =>
              actions.duplicate(project, project.id === open?.id ? open.document() : undefined)
            }
            onRemove={() => removeOne(project)}
          />
        ))}
      </ul>
      {error && !data && <ErrorNotice error={error} onRetry={refetch} level={3} />}
      {projects?.length === 0 && <p className={styles.empty}>{t('empty')}</p>}
      {hasNextPage && (
        <Button fullWidth variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {naming && (
        <NameDialog
          title={naming === 'new' ? t('create') : t('rename')}
          button={naming === 'new' ? t('createNow') : t('save')}
          name={naming === 'new' ? props.freshName : naming.name}
          onName={named}
          onClose={() => setNaming(null)}
        />
      )}
    </Drawer>
  )
}
