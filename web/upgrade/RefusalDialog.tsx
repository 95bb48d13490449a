import { Modal } from '@mantine/core'
import { useMemo, useRef } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import { tierName } from '#ui/tier-name.ts'
import type { ApiProblem } from '../api.ts'
import { RefusedRun } from '../buying/refused-run.ts'
import { CreditsRefused } from './CreditsRefused.tsx'
import { words } from './messages.ts'
import { messageOf, PlainRefused } from './PlainRefused.tsx'
import { QuotaRefused } from './QuotaRefused.tsx'
import styles from './RefusalDialog.module.css'
import { type RefusalView, refusalOf } from './refusal.ts'
import { TierRefused } from './TierRefused.tsx'
import type { Wanted } from './wanted.ts'

/** A refusal and its exits, priced. Closing it leaves everything in the editor as it was. */
export function RefusalDialog(props: {
  problem: ApiProblem | null
  wanted: Wanted
  onClose(): void
  onRetry(): void
  /** Asks for fewer results instead. */
  onFewer?(results: number): void
}) {
  const t = useMessages(words)
  const view = props.problem ? refusalOf(props.problem, props.wanted) : null
  // The words stay while the dialog fades out.
  const last = useRef<RefusalView | null>(null)
  if (view && view.kind !== 'none') last.current = view
  const shown = last.current
  // Its age counts from the refusal.
  const at = useMemo(() => (props.problem ? Date.now() : 0), [props.problem])
  const { attempt, app, results } = props.wanted
  const run = attempt
    ? { app, attempt, results, credits: creditsOf(shown, props.wanted), at, goOn: props.onRetry }
    : null
  return (
    <Modal.Stack>
      <Modal
        stackId="refusal"
        opened={view !== null && view.kind !== 'none'}
        onClose={props.onClose}
        title={shown && titleOf(shown)}
        size="lg"
        classNames={{ title: styles.title }}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <RefusedRun value={run}>{shown && body(shown)}</RefusedRun>
      </Modal>
    </Modal.Stack>
  )

  function titleOf(view: RefusalView): string {
    if (view.kind === 'credits') return t('shortTitle', { count: view.required - view.current })
    if (view.kind === 'tier') return t('tierTitle', { tier: tierName[view.requiredTier] })
    if (view.kind === 'quota')
      return view.remaining > 0 ? t('quotaTitleShort', { remaining: view.remaining }) : t('quotaTitle')
    return t(messageOf(view).title)
  }

  function body(view: RefusalView) {
    if (view.kind === 'credits') return <CreditsRefused {...props} view={view} />
    if (view.kind === 'tier') return <TierRefused {...props} view={view} />
    if (view.kind === 'quota') return <QuotaRefused {...props} view={view} />
    return <PlainRefused {...props} view={view} />
  }
}

function creditsOf(view: RefusalView | null, wanted: Wanted): number {
  return view?.kind === 'credits' ? view.required : wanted.credits
}
