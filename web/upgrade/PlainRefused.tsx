import { Button, CopyButton, Group } from '@mantine/core'
import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { duration } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import type { ApiProblem } from '../api.ts'
import { words } from './messages.ts'
import styles from './RefusalDialog.module.css'
import type { RefusalView } from './refusal.ts'
import { useCountdown } from './useCountdown.ts'

type Word = keyof typeof words.id

/** The refusals that money does not solve: what happened, what to do, a code to copy. */
export function PlainRefused(props: {
  view: RefusalView
  problem: ApiProblem | null
  onClose(): void
  onRetry(): void
}) {
  const t = useMessages(words)
  const { view, problem } = props
  const here = useLocation({ select: ({ href }) => href })
  const ways = {
    storage: (
      <Button component={Link} to="/gallery">
        {t('storageGo')}
      </Button>
    ),
    in_progress: (
      <Button component={Link} to="/jobs">
        {t('progressGo')}
      </Button>
    ),
    signed_out: (
      <Button component="a" href={`/sign-in?next=${encodeURIComponent(here)}`}>
        {t('signIn')}
      </Button>
    ),
  }
  return (
    <div className={styles.body}>
      {view.kind === 'rate' ? <Wait seconds={view.seconds} /> : <p>{t(messageOf(view).text)}</p>}
      <Group justify="flex-end" gap="sm">
        {problem?.requestId && (
          <CopyButton value={problem.requestId}>
            {({ copied, copy }) => (
              <Button variant="subtle" color="gray" onClick={copy}>
                {copied ? t('copied') : `${t('code')}: ${problem.requestId?.slice(0, 8)}`}
              </Button>
            )}
          </CopyButton>
        )}
        <Button variant="default" onClick={props.onClose}>
          {t('back')}
        </Button>
        {view.kind in ways ? (
          ways[view.kind as keyof typeof ways]
        ) : (
          <Button onClick={props.onRetry}>{t('again')}</Button>
        )}
      </Group>
    </div>
  )
}

function Wait({ seconds }: { seconds: number }) {
  const t = useMessages(words)
  const [until] = useState(() => new Date(Date.now() + seconds * 1000).toISOString())
  const left = useCountdown(until)
  return <p className="num">{left > 0 ? t('rateText', { time: duration(left) }) : t('rateReady')}</p>
}

export function messageOf(view: RefusalView): { title: Word; text: Word } {
  switch (view.kind) {
    case 'rate':
      return { title: 'rateTitle', text: 'rateReady' }
    case 'storage':
      return { title: 'storageTitle', text: 'storageText' }
    case 'unavailable':
      return { title: 'unavailableTitle', text: 'unavailableText' }
    case 'in_progress':
      return { title: 'progressTitle', text: 'progressText' }
    case 'conflict':
      return { title: 'conflictTitle', text: 'conflictText' }
    case 'signed_out':
      return { title: 'signedOutTitle', text: 'signedOutText' }
    case 'offline':
      return { title: 'brokenTitle', text: 'offlineText' }
    default:
      return { title: 'brokenTitle', text: 'brokenText' }
  }
}
