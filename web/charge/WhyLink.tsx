import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#ui/i18n.tsx'
import type { ApiProblem } from '../api.ts'
import { decisionQuery } from '../queries.ts'
import { DecisionSlip } from './DecisionSlip.tsx'
import { words } from './messages.ts'
import styles from './Slip.module.css'
import { Slip } from './Slip.tsx'

/**
 * A quiet question after a refusal's words; the answer lies on top of its dialog, so both stand in one `Modal.Stack`. Refusals
 * that the page made up by itself were decided by nobody and have no answer.
 */
export function WhyLink({ problem }: { problem: ApiProblem | null }) {
  const t = useMessages(words)
  const [asked, setAsked] = useState(false)
  const [answered, setAnswered] = useState(false)
  const requestId = problem?.requestId ?? ''
  const { data, error, refetch } = useQuery({ ...decisionQuery(requestId), enabled: asked })
  if (!requestId) return null
  return (
    <>
      <Anchor
        component="button"
        type="button"
        className={styles.why}
        // Where the dialog below begins again when the answer is put away.
        data-autofocus={answered || undefined}
        onClick={() => setAsked(true)}
      >
        {t('why')}
      </Anchor>
      <Slip
        title={t('whyTitle')}
        stackId="why"
        opened={asked}
        onClose={() => {
          setAsked(false)
          setAnswered(true)
        }}
        error={data ? null : error}
        onRetry={refetch}
        code={{ label: t('decisionCode'), value: requestId }}
      >
        {data && <DecisionSlip decision={data} />}
      </Slip>
    </>
  )
}
