import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ApiProblem, api } from '../api.ts'
import type { Generation } from '../api-types.ts'
import type { Attempt } from '../buying/interrupted.ts'
import { keys } from '../queries.ts'
import { AttemptKey } from './attempt-key.ts'

/** How long the button rests after a run was accepted: longer than any double press. */
const rest = 1_200

/** Starts runs, one a wish: however often the button is pressed while the answer is on its way. */
export function useRun(app: string, action: string, onStarted: (run: Generation) => void) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const underway = useRef(false)
  const [attempt] = useState(() => new AttemptKey())

  async function start(
    body: Record<string, unknown>,
    onRefused: (problem: ApiProblem, attempt: Attempt) => void,
  ) {
    if (underway.current) return
    underway.current = true
    setBusy(true)
    const asked = { path: `/api/apps/${app}/${action}`, body, key: attempt.for(body) }
    try {
      const { generation } = await api.post<{ generation: Generation }>(asked.path, body, {
        idempotencyKey: asked.key,
      })
      attempt.spent()
      client.setQueryData(keys.generation(generation.id), generation)
      onStarted(generation)
      for (const queryKey of [keys.generations, keys.me, keys.balance, keys.quota])
        client.invalidateQueries({ queryKey })
      await new Promise((resolve) => setTimeout(resolve, rest))
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem
      onRefused(problem, asked)
    } finally {
      underway.current = false
      setBusy(false)
    }
  }

  return { start, busy }
}
