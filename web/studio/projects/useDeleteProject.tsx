import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../../api.ts'
import type { ListedProject } from '../../api-types.ts'
import { words } from './messages.ts'
import { tellOfProject } from './project-queries.ts'

/** How long a deletion can be taken back. Until then nothing has been deleted, so closing the page is a way back too. */
const grace = 6_000

/** Projects in the course of being deleted are hidden, whichever page is open when the time is up. */
let hidden: ReadonlySet<string> = new Set()
const watchers = new Set<() => void>()

export function useDeleteProject() {
  const t = useMessages(words)
  const client = useQueryClient()
  const removed = useSyncExternalStore(watch, () => hidden)

  /** `onUndo` hears that it has come back. */
  function remove({ id, app, name }: ListedProject, onUndo?: () => void) {
    set(new Set([...hidden, id]))
    const show = () => set(new Set([...hidden].filter((one) => one !== id)))
    const timer = setTimeout(async () => {
      await api.del(`/api/projects/${id}`).catch((problem) => {
        if (problem instanceof ApiProblem && problem.status === 404) return
        notifications.show({
          color: 'red',
          message: t('failed'),
          closeButtonProps: { 'aria-label': t('close') },
        })
      })
      tellOfProject(client, { id, app })
      show()
    }, grace)
    const note = notifications.show({
      autoClose: grace,
      closeButtonProps: { 'aria-label': t('close') },
      message: (
        <Group justify="space-between" gap="sm" wrap="nowrap">
          {t('deleted', { name })}
          <Button
            variant="default"
            size="sm"
            mih={44}
            onClick={() => {
              clearTimeout(timer)
              show()
              notifications.hide(note)
              onUndo?.()
            }}
          >
            {t('undo')}
          </Button>
        </Group>
      ),
    })
  }

  return { removed, remove }
}

function set(next: ReadonlySet<string>) {
  hidden = next
  for (const changed of watchers) changed()
}

function watch(changed: () => void) {
  watchers.add(changed)
  return () => void watchers.delete(changed)
}
