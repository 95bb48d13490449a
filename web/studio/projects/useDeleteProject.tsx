import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../../api.ts'
import type { ListedProject } from '../../api-types.ts'
import { Leaving } from '../../shell/leaving.tsx'
import { words } from './messages.ts'
import { tellOfProject } from './project-queries.ts'

const leaving = new Leaving()

export function useDeleteProject() {
  const t = useMessages(words)
  const client = useQueryClient()
  const removed = useSyncExternalStore(leaving.watch, leaving.hidden)

  /** `onUndo` hears that it has come back. */
  function remove({ id, app, name }: ListedProject, onUndo?: () => void) {
    leaving.let([id], {
      said: { deleted: t('deleted', { name }), undo: t('undo'), close: t('close') },
      onBack: onUndo,
      async finish() {
        await api.del(`/api/projects/${id}`).catch((problem) => {
          if (problem instanceof ApiProblem && problem.status === 404) return
          const closeButtonProps = { 'aria-label': t('close') }
          notifications.show({ color: 'red', message: t('failed'), closeButtonProps })
        })
        tellOfProject(client, { id, app })
      },
    })
  }

  return { removed, remove }
}
