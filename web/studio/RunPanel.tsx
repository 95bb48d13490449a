import { Button, CloseButton, Group } from '@mantine/core'
import { IconDownload, IconReceipt, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { percent } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { RunProgress } from '#ui/RunProgress.tsx'
import { ApiProblem } from '../api.ts'
import type { Generation } from '../api-types.ts'
import type { Attempt } from '../buying/interrupted.ts'
import { ChargeDialog } from '../charge/ChargeDialog.tsx'
import { words as chargeWords } from '../charge/messages.ts'
import { CancelButton } from '../jobs/CancelButton.tsx'
import { words as jobWords } from '../jobs/messages.ts'
import { isActive } from '../jobs/run-state.ts'
import { useNow } from '../jobs/useNow.ts'
import { useRunActions } from '../jobs/useRunActions.ts'
import { useRunWords } from '../jobs/useRunWords.ts'
import { generationQuery } from '../queries.ts'
import { ErrorNotice } from '../shell/ErrorNotice.tsx'
import { words } from './messages.ts'
import { OutputGrid } from './OutputGrid.tsx'
import styles from './RunPanel.module.css'

/** One run from the press of the button to the download: progress while it goes, results as they come. */
export function RunPanel(props: {
  id: string
  /** Absent where it cannot be put away; it then leaves the page where it is scrolled to. */
  onClose?(): void
  onStarted(run: Generation): void
  onRefused(problem: ApiProblem, run: Generation, attempt: Attempt): void
}) {
  const t = useMessages(words)
  const j = useMessages(jobWords)
  const {
    data: run,
    error,
    refetch,
  } = useQuery({
    ...generationQuery(props.id),
    // The live line tells sooner; this is for when it is cut.
    refetchInterval: (query) => (query.state.data && isActive(query.state.data) ? 15_000 : false),
  })
  const panel = useRef<HTMLElement>(null)
  const gone = error instanceof ApiProblem && error.status === 404
  const { onClose } = props
  useEffect(() => {
    if (gone) onClose?.()
  }, [gone, onClose])
  useEffect(() => {
    // Some browsers answer with a promise, which an effect must not return.
    if (onClose) panel.current?.scrollIntoView({ block: 'start', behavior: 'smooth' })
  }, [props.id])
  return (
    <section ref={panel} className={styles.panel} aria-label={t('results')}>
      {onClose && <CloseButton className={styles.close} aria-label={t('resultsClose')} onClick={onClose} />}
      {error && !run && <ErrorNotice error={error} onRetry={refetch} level={2} />}
      {!error && !run && <div className={styles.hold} role="status" aria-label={t('loading')} />}
      {run && (
        <>
          <RunHead run={run} />
          <OutputGrid run={run} />
          <RunFoot {...props} run={run} />
          {!isActive(run) && run.outputs.length === 0 && run.status !== 'cancelled' && (
            <p className={styles.text}>
              {j(run.charged.unit === 'quota' ? 'failedQuotaText' : 'failedText')}
            </p>
          )}
        </>
      )}
    </section>
  )
}

function RunHead({ run }: { run: Generation }) {
  const j = useMessages(jobWords)
  const { locale } = useLocale()
  const say = useRunWords()
  const active = isActive(run)
  const now = useNow(active)
  const reason = active ? null : say.reason(run)
  const details = active
    ? [
        run.status === 'queued' ? j('waitingText') : say.stage(run),
        run.status === 'running' && say.elapsed(run, now),
        say.eta(run),
      ]
    : [say.charge(run), say.took(run)]
  return (
    <>
      <div className={styles.head}>
        <h2 className={styles.title} aria-live="polite">
          {headline(run)}
        </h2>
        {run.status === 'running' && (
          <span className={`num ${styles.percent}`}>{percent(run.progress, locale)}</span>
        )}
      </div>
      {active && (
        <RunProgress
          fraction={run.status === 'queued' ? null : run.progress}
          label={j('progress', { name: say.results(run) })}
        />
      )}
      <p className={`num ${styles.text}`}>{details.filter(Boolean).join(' · ')}</p>
      {reason && <p className={styles.bad}>{j('reason', { reason })}</p>}
      {run.status === 'cancelled' && <p className={styles.text}>{j('cancelledText')}</p>}
    </>
  )

  function headline(run: Generation): string {
    if (run.status === 'queued') return j('waiting')
    if (run.status === 'running') return j('making', { what: say.results(run) })
    const wanted = run.outputsWanted ?? run.outputs.length
    if (run.status === 'cancelled') return j('cancelled')
    if (run.outputs.length === 0 && run.status === 'failed') return j('doneNone')
    const missing = run.failures?.length ?? 0
    return missing > 0
      ? j('doneSome', { done: wanted - missing, wanted })
      : j('done', { what: say.results(run) })
  }
}

function RunFoot(props: {
  run: Generation
  onStarted(run: Generation): void
  onRefused(problem: ApiProblem, run: Generation, attempt: Attempt): void
}) {
  const j = useMessages(jobWords)
  const c = useMessages(chargeWords)
  const [charge, setCharge] = useState(false)
  const { run } = props
  const actions = useRunActions(props)
  const active = isActive(run)
  const short = (run.outputsWanted ?? 0) > run.outputs.length
  return (
    <Group gap="sm" className={styles.foot}>
      {run.outputs.length > 0 && (
        <Button
          component="a"
          href={`/api/generations/${run.id}/archive`}
          download
          variant={active ? 'default' : 'filled'}
          leftSection={<IconDownload size={20} aria-hidden />}
        >
          {j('zip')}
        </Button>
      )}
      {active && <CancelButton busy={actions.busy} onCancel={() => actions.cancel(run)} />}
      {!active && short && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={20} aria-hidden />}
          loading={actions.busy}
          onClick={() => actions.retry(run)}
        >
          {j('retry')}
        </Button>
      )}
      <Button
        variant="subtle"
        color="gray"
        leftSection={<IconReceipt size={20} aria-hidden />}
        onClick={() => setCharge(true)}
      >
        {c('details')}
      </Button>
      <ChargeDialog id={run.id} opened={charge} onClose={() => setCharge(false)} />
    </Group>
  )
}
