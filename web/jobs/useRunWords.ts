import { duration } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import type { Generation } from '../api-types.ts'
import { appWords as of } from '../app-words.ts'
import { words } from './messages.ts'
import { outcomeOf, secondsBetween, wantedOf } from './run-state.ts'

/** What a run says of itself, in the words of its app. */
export function useRunWords() {
  const t = useMessages(words)
  const { locale } = useLocale()
  return {
    results: (run: Generation, count = wantedOf(run)) => of(run.app)?.results(count, locale) ?? String(count),
    /** `Merangkai video`, or plain *Sedang dibuat* for a stage nobody has words for. */
    stage: (run: Generation) =>
      run.status === 'queued'
        ? t('queued')
        : (run.stage && of(run.app)?.stage(run.stage, locale)) || t('running'),
    status: (run: Generation) => t(outcomeOf(run)),
    failure: (run: Generation, reason: string) => of(run.app)?.failure(reason, locale) ?? t('unknownFailure'),
    recipe: (app: string, recipe: Record<string, unknown>) => of(app)?.recipe(recipe, locale) ?? [],
    /** What is set aside while it runs, what was used once it has ended. */
    charge(run: Generation) {
      const quota = run.charged.unit === 'quota'
      const ended = run.status !== 'queued' && run.status !== 'running'
      return ended
        ? t(quota ? 'settledQuota' : 'settled', { count: run.charged.settled })
        : t(quota ? 'heldQuota' : 'held', { count: run.charged.held })
    },
    elapsed: (run: Generation, now: number) =>
      t('elapsed', { time: duration(secondsBetween(run.startedAt ?? run.createdAt, null, now)) }),
    took: (run: Generation) =>
      run.status === 'succeeded' && run.startedAt && run.finishedAt
        ? t('took', { time: duration(secondsBetween(run.startedAt, run.finishedAt, 0)) })
        : null,
    eta: (run: Generation) => (run.eta != null && run.eta > 0 ? t('eta', { time: duration(run.eta) }) : null),
    /** Why it ended badly, where that is known. */
    reason(run: Generation): string | null {
      if (!run.error) return null
      if (typeof run.error === 'string') return run.error
      if (run.error.code === 'worker_lost') return t('worker_lost')
      // Each result then says its own reason, where it has one.
      if (run.error.code === 'run_failed') return run.failures?.length ? null : t('unknownFailure')
      const code = run.error.code ?? run.error.message
      return code ? (of(run.app)?.failure(code, locale) ?? t('code', { code })) : null
    },
  }
}
