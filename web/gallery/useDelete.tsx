import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { type Translate, useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../api.ts'
import { keys } from '../queries.ts'
import { words } from './messages.ts'

/** How long a deletion can be taken back. Until then nothing has been deleted, so closing the page is a way back too. */
const grace = 6_000

/** Files in the course of being deleted are hidden on every page of the gallery, whichever is open when the time is up. */
let hidden: ReadonlySet<string> = new Set()
const watchers = new Set<() => void>()

export function useDelete() {
  const t = useMessages(words)
  const client = useQueryClient()
  const removed = useSyncExternalStore(watch, () => hidden)
  const remove = useCallback((ids: readonly string[]) => begin(ids, client, t), [client, t])
  return { removed, remove }
}

function begin(ids: readonly string[], client: QueryClient, t: Translate<keyof typeof words.id>) {
  if (ids.length === 0) return
  hide(ids)
  const timer = setTimeout(() => void finish(ids, client, t), grace)
  const id = notifications.show({
    autoClose: grace,
    message: (
      <Group justify="space-between" gap="sm" wrap="nowrap">
        {t('deleted', { count: ids.length })}
        <Button
          variant="default"
          size="sm"
          mih={44}
          onClick={() => {
            clearTimeout(timer)
            unhide(ids)
            notifications.hide(id)
          }}
        >
          {t('undo')}
        </Button>
      </Group>
    ),
  })
}

async function finish(ids: readonly string[], client: QueryClient, t: Translate<keyof typeof words.id>) {
  const kept: { id: string; inUse: boolean }[] = []
  for (const id of ids) {
    await api.del(`/api/files/${id}`).catch((problem) => {
      if (problem instanceof ApiProblem && problem.status === 404) return
      kept.push({ id, inUse: problem instanceof ApiProblem && problem.code === 'in_use' })
    })
  }
  const inUse = kept.filter((one) => one.inUse).length
  if (inUse > 0) notifications.show({ color: 'red', message: t('deleteInUse', { count: inUse }) })
  if (kept.length > inUse)
    notifications.show({ color: 'red', message: t('deleteFailed', { count: kept.length - inUse }) })
  await Promise.all(
    [keys.files, keys.generations, keys.me].map((queryKey) => client.invalidateQueries({ queryKey })),
  )
  unhide(ids)
}

function hide(ids: readonly string[]) {
  set(new Set([...hidden, ...ids]))
}

function unhide(ids: readonly string[]) {
  set(new Set([...hidden].filter((id) => !ids.includes(id))))
}

function set(next: ReadonlySet<string>) {
  hidden = next
  for (const changed of watchers) changed()
}

function watch(changed: () => void) {
  watchers.add(changed)
  return () => void watchers.delete(changed)
}
