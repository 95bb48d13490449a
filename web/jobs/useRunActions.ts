import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../api.ts'
import type { Generation } from '../api-types.ts'
import type { Attempt } from '../buying/interrupted.ts'
import { keys } from '../queries.ts'
import { words } from './messages.ts'

/** Cancel and retry from wherever a run is shown. A refused retry is handed to `onRefused` with the run it was for. */
export function useRunActions(options: {
  onRefused(problem: ApiProblem, run: Generation, attempt: Attempt): void
  onStarted?(run: Generation): void
}) {
  const t = useMessages(words)
  const client = useQueryClient()
  const refresh = () => {
    for (const queryKey of [keys.generations, keys.me, keys.balance, keys.quota])
      client.invalidateQueries({ queryKey })
  }
  const cancel = useMutation({
    mutationFn: (run: Generation) =>
      api.post<{ generation: Generation }>(`/api/generations/${run.id}/cancel`),
    onSuccess: ({ generation }) => {
      client.setQueryData(keys.generation(generation.id), generation)
      notifications.show({ message: t('cancelling') })
    },
    // It may have ended on its own a moment before: the fresh list tells.
    onError: (problem) => !(problem instanceof ApiProblem && problem.status === 409) && sorry(),
    onSettled: refresh,
  })
  const retry = useMutation({
    mutationFn: ({ attempt: { path, body, key } }: { run: Generation; attempt: Attempt }) =>
      api.post<{ generation: Generation }>(path, body, { idempotencyKey: key }),
    onSuccess: ({ generation }) => {
      client.setQueryData(keys.generation(generation.id), generation)
      if (options.onStarted) options.onStarted(generation)
      else notifications.show({ message: t('started') })
    },
    onError: (problem, { run, attempt }) =>
      problem instanceof ApiProblem ? options.onRefused(problem, run, attempt) : sorry(),
    onSettled: refresh,
  })
  return {
    cancel: (run: Generation) => cancel.mutate(run),
    retry: (run: Generation) =>
      retry.mutate({
        run,
        attempt: { path: `/api/generations/${run.id}/retry`, body: {}, key: crypto.randomUUID() },
      }),
    busy: cancel.isPending || retry.isPending,
  }

  function sorry() {
    notifications.show({ color: 'red', message: t('problem') })
  }
}
