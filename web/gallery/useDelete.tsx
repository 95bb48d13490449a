import { notifications } from '@mantine/notifications'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback, useSyncExternalStore } from 'react'
import { type Translate, useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../api.ts'
import { keys } from '../queries.ts'
import { Leaving } from '../shell/leaving.tsx'
import { words } from './messages.ts'

const leaving = new Leaving()

export function useDelete() {
  const t = useMessages(words)
  const client = useQueryClient()
  const removed = useSyncExternalStore(leaving.watch, leaving.hidden)
  const remove = useCallback(
    (ids: readonly string[]) => {
      if (ids.length === 0) return
      const said = { deleted: t('deleted', { count: ids.length }), undo: t('undo'), close: t('close') }
      leaving.let(ids, { said, finish: () => finish(ids, client, t) })
    },
    [client, t],
  )
  return { removed, remove }
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
}
