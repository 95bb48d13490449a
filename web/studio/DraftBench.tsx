import { Button } from '@mantine/core'
import { IconFolderPlus } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import styles from './BenchHead.module.css'
import { BenchHead } from './BenchHead.tsx'
import { words } from './messages.ts'
import { words as projectWords } from './projects/messages.ts'
import { NameDialog } from './projects/NameDialog.tsx'
import { ProjectSwitcher } from './projects/ProjectSwitcher.tsx'
import { projectsQuery } from './projects/project-queries.ts'
import { useFreshName } from './projects/useFreshName.ts'
import { useProjectActions } from './projects/useProjectActions.tsx'
import { uploadQueue } from './uploads/upload-queue.ts'
import { useDraft } from './useDraft.tsx'
import { Workbench, type WorkbenchProps } from './Workbench.tsx'

/** `/studio/:app`: work that has no name yet. */
export function DraftBench(props: WorkbenchProps) {
  const { app, me, half } = props
  const t = useMessages(words)
  const p = useMessages(projectWords)
  const draft = useDraft(app.id, me.account.id, half)
  const { create, open } = useProjectActions(app.id)
  const freshName = useFreshName(app.name)
  const [naming, setNaming] = useState(false)
  const { data, isPending } = useInfiniteQuery(projectsQuery(app.id))
  const none = data?.pages[0]?.items.length === 0

  async function save(name: string): Promise<boolean> {
    const project = await create(name, draft.value)
    if (!project) return false
    draft.moveOn()
    uploadQueue.move(app.id, project.id)
    void open(project.id, { withRun: true })
    return true
  }

  const head = (
    <BenchHead
      app={app.name}
      pending={isPending}
      tools={
        draft.touched && (
          <>
            <span className={styles.kept}>{t('draftKept')}</span>
            <Button variant="default" size="sm" mih={44} onClick={draft.startOver}>
              {t('startOver')}
            </Button>
          </>
        )
      }
    >
      {!none && <ProjectSwitcher app={app} open={null} fresh={half.start} name={p('draft')} />}
      <Button
        className={styles.save}
        variant="subtle"
        px="sm"
        size="sm"
        mih={44}
        leftSection={<IconFolderPlus size={20} aria-hidden />}
        onClick={() => setNaming(true)}
      >
        {p('saveAs')}
      </Button>
    </BenchHead>
  )
  return (
    <>
      <Workbench {...props} work={draft} head={head} />
      {naming && (
        <NameDialog
          title={p('saveAs')}
          button={p('save')}
          name={freshName()}
          onName={save}
          onClose={() => setNaming(false)}
        />
      )}
    </>
  )
}
