import { Alert, Button, Group, Loader, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { webApps } from '#apps/web.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { ApiProblem, api } from '../api.ts'
import type { Generation, Quote } from '../api-types.ts'
import { keys } from '../queries.ts'
import { RunPanel } from '../studio/RunPanel.tsx'
import { goesOnByItself, type Interrupted, type InterruptedRun } from './interrupted.ts'
import { words } from './messages.ts'
import { projectIn, turnPage } from './turn-page.ts'

/** Goes on with the run that waited for this payment, and shows it at work. Sent again it stays the same run. */
export function ContinuedRun({ interrupted, run }: { interrupted: Interrupted; run: InterruptedRun }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const client = useQueryClient()
  const entry = webApps[run.app]
  const what = entry && entry !== 'coming' ? entry.words.results(run.results, locale) : ''
  const start = useMutation({
    mutationFn: async ({ asked }: { asked: boolean }) => {
      const dearer = asked ? null : await priceNow(run)
      if (dearer && dearer > run.credits) throw new Dearer(dearer)
      const { path, body, key } = run.attempt
      const { generation } = await api.post<{ generation: Generation }>(path, body, { idempotencyKey: key })
      return generation
    },
    onSuccess: async (generation) => {
      client.setQueryData(keys.generation(generation.id), generation)
      for (const queryKey of [keys.generations, keys.me, keys.balance, keys.quota])
        void client.invalidateQueries({ queryKey })
      await turnPage(interrupted, run)
      if (project) await client.invalidateQueries({ queryKey: keys.project(project) })
    },
  })
  const navigate = useNavigate()
  const project = projectIn(interrupted.place)
  const open = (shown: string) =>
    navigate({
      to: project ? '/studio/$app/$project' : '/studio/$app',
      params: { app: run.app, project },
      search: { run: shown },
    } as never)
  const { mutate } = start
  const byItself = goesOnByItself(run)
  useEffect(() => {
    if (byItself) mutate({ asked: false })
  }, [mutate, byItself])

  if (start.data) {
    const { id } = start.data
    return (
      <Stack gap="md">
        <RunPanel
          key={id}
          id={id}
          onStarted={(again) => open(again.id)}
          // The workbench shows why, with its ways out, when it is pressed there.
          onRefused={() => open(id)}
        />
        <Group>
          <Button variant="default" onClick={() => open(id)}>
            {t('toWorkbench')}
          </Button>
        </Group>
      </Stack>
    )
  }
  const dearer = start.error instanceof Dearer ? start.error.credits : null
  if (!dearer && (start.isPending || (byItself && start.isIdle)))
    return (
      <Group role="status" gap="sm">
        <Loader size="sm" /> {t('goingOn', { what })}
      </Group>
    )
  return (
    <Stack gap="md">
      {dearer !== null && <Alert color="yellow">{t('dearer', { count: dearer, was: run.credits })}</Alert>}
      {start.error && dearer === null && (
        <Alert color="red" role="alert">
          {start.error instanceof ApiProblem && start.error.status > 0
            ? start.error.message
            : t('notStarted')}
        </Alert>
      )}
      <Group>
        <Button loading={start.isPending} onClick={() => mutate({ asked: true })}>
          {(dearer ?? run.credits) > 0
            ? t('goOnFor', { what, count: dearer ?? run.credits })
            : t('goOn', { what })}
        </Button>
        <Button component={Link} to={interrupted.place} variant="default">
          {t('change')}
        </Button>
      </Group>
    </Stack>
  )
}

/** It costs more than was said when it was asked for. */
class Dearer extends Error {
  constructor(readonly credits: number) {
    super('dearer')
  }
}

/** What it would take from the credits now; null where a quota pays or nobody can say. */
async function priceNow({ attempt, credits }: InterruptedRun): Promise<number | null> {
  if (credits === 0 || attempt.path.startsWith('/api/generations/')) return null
  const quote = await api.post<Quote>(`${attempt.path}/quote`, attempt.body)
  return quote.paysWith === 'quota' ? null : quote.credits
}
