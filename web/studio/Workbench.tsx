import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import type { AppWords, StudioAsset, WebApp } from '#apps/define-editor.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { type ApiProblem, api } from '../api.ts'
import type { AppSummary, Me } from '../api-types.ts'
import type { Attempt } from '../buying/interrupted.ts'
import { wantedOf } from '../jobs/run-state.ts'
import { modelsQuery } from '../queries.ts'
import { RefusalDialog } from '../upgrade/RefusalDialog.tsx'
import { lockedProblem } from './ComingApp.tsx'
import { LibraryPicker } from './LibraryPicker.tsx'
import { words } from './messages.ts'
import { priceLine, termsOf } from './price-line.ts'
import { RunBar } from './RunBar.tsx'
import { RunPanel } from './RunPanel.tsx'
import { useUploads } from './uploads/useUploads.ts'
import { useAssets } from './useAssets.ts'
import { useQuote } from './useQuote.ts'
import { useRun } from './useRun.ts'

export interface WorkbenchProps {
  app: AppSummary
  me: Me
  half: WebApp
  words: AppWords
}

/** What is being worked on, wherever it is kept. */
export interface Work {
  value: unknown
  /** `alone`: it is undone by itself, however soon something else is changed. */
  change(next: (now: unknown) => unknown, step?: { alone: boolean }): void
  /** The project it is, if it is one. */
  project?: { id: string; name: string }
}

/** An app at work: its editor, the run bar, and the run it last started. */
export function Workbench(props: WorkbenchProps & { work: Work; head: ReactNode }) {
  const { app, me, half, work } = props
  const t = useMessages(words)
  const { locale } = useLocale()
  const navigate = useNavigate()
  const { run: shown } = useSearch({ strict: false }) as { run?: string }
  const { data: models = [] } = useQuery(modelsQuery(app.id))
  const { value, change, project } = work
  const { assets, know } = useAssets(half.files(value), (gone) => {
    change((now) => half.forget(now, gone))
    notifications.show({
      message: t('filesGone', { count: gone.size }),
      closeButtonProps: { 'aria-label': t('close') },
    })
  })
  const take = (file: StudioAsset, before?: string) => {
    know([file])
    change((now) => half.add(now, [file], before), { alone: true })
  }
  const { upload, uploads } = useUploads({
    place: project?.id ?? app.id,
    me,
    accepts: half.accepts,
    onArrived: take,
  })
  usePastedFiles(upload)

  const [picking, setPicking] = useState<Picking | null>(null)
  const ready = half.check(value, assets)
  const model = (!ready.missing && models.find(({ modelKey }) => modelKey === ready.modelKey)) || models[0]
  const price = ready.missing || !model ? null : priceLine(termsOf(model), ready.use, me)
  const show = (run: string | undefined) =>
    navigate({
      to: project ? '/studio/$app/$project' : '/studio/$app',
      params: { app: app.id, project: project?.id },
      search: run ? { run } : {},
      replace: true,
    } as never)
  const body = () => half.body(value, project?.name)
  const quote = useQuote(app.id, half.action, ready.missing ? null : body(), price)
  const run = useRun(app.id, half.action, (started) => {
    change(half.again)
    show(started.id)
  })
  const [refused, setRefused] = useState<Refused | null>(null)
  const refuse = (problem: ApiProblem, attempt: Attempt | null, results = price?.results ?? 0) =>
    setRefused({ problem, attempt, results })
  const start = () => !ready.missing && price && run.start(body(), refuse)
  useRunShortcut(start)

  const say = (count: number) => props.words.results(count, locale)
  const complaints = refused?.problem.code === 'invalid_input' ? refused.problem : quote.complaint
  // A complaint is about the input it was made of.
  useEffect(() => setRefused((now) => (now?.problem.code === 'invalid_input' ? null : now)), [value])
  const { Editor } = half
  return (
    <>
      {props.head}
      {shown && (
        <RunPanel
          id={shown}
          onClose={() => show(undefined)}
          onStarted={(started) => show(started.id)}
          onRefused={(problem, again, attempt) => refuse(problem, attempt, wantedOf(again))}
        />
      )}
      <Editor
        value={value}
        onChange={(next) => change(() => next)}
        project={project?.name}
        assets={assets}
        upload={upload}
        uploads={uploads}
        pick={(kind, chosen, options) =>
          setPicking({
            kind,
            many: options?.many ?? false,
            onChosen: (files) => {
              know(files)
              chosen(files)
            },
          })
        }
        room={me.storage.limit - me.storage.used}
        preview={(name, body, signal) => api.post(`/api/apps/${app.id}/previews/${name}`, body, { signal })}
        issues={complaints?.issues ?? []}
      />
      <RunBar
        models={models}
        modelKey={model?.modelKey ?? ''}
        onLocked={(locked) => refuse(lockedProblem(locked), null)}
        results={say}
        wanted={half.results(value)}
        price={quote.price}
        missing={ready.missing?.[locale] ?? null}
        complaint={complaints ? (complaints.issues[0]?.message ?? complaints.message) : null}
        running={run.busy}
        onRun={start}
      />
      {picking && <LibraryPicker {...picking} onClose={() => setPicking(null)} />}
      <RefusalDialog
        problem={refused?.problem ?? null}
        wanted={{
          app: app.id,
          ...unitsOf(price, model && !ready.missing ? termsOf(model) : null),
          ...(refused ? { results: refused.results } : {}),
          ...(refused?.attempt ? { attempt: refused.attempt } : {}),
          say,
        }}
        onClose={() => setRefused(null)}
        onRetry={() => {
          setRefused(null)
          start()
        }}
        onFewer={
          half.withResults
            ? (count) => {
                change((now) => half.withResults?.(now, count) ?? now)
                setRefused(null)
              }
            : undefined
        }
      />
    </>
  )
}

/** Why a run did not start. `attempt`: none where only a model was looked at. */
interface Refused {
  problem: ApiProblem
  attempt: Attempt | null
  results: number
}

interface Picking {
  kind: StudioAsset['kind']
  many: boolean
  onChosen(files: StudioAsset[]): void
}

function unitsOf(price: ReturnType<typeof priceLine> | null, terms: ReturnType<typeof termsOf> | null) {
  const results = price?.results ?? 0
  if (!price || !terms) return { credits: 0, quota: 0, results }
  return {
    credits: price.unit === 'credit' ? price.cost : terms.base * results,
    quota: terms.quota * results,
    results,
  }
}

function usePastedFiles(upload: (files: File[]) => void) {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      upload(files)
    }
    addEventListener('paste', paste)
    return () => removeEventListener('paste', paste)
  }, [upload])
}

function useRunShortcut(start: () => void) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
      // A dialog above is being answered; the editor waits.
      if (document.querySelector('[role="dialog"]')) return
      event.preventDefault()
      start()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [start])
}
