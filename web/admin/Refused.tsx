import { Alert } from '@mantine/core'
import { useMessages } from '#ui/i18n.tsx'
import { ApiProblem } from '../api.ts'
import { words } from './messages.ts'

const known = {
  already_ended: 'alreadyDone',
  not_refundable: 'notRefundable',
  unavailable: 'gatewaySilent',
  admin_only: 'adminOnly',
  offline: 'offline',
} as const

/** Why what an operator wanted was not done. */
export function Refused({ error }: { error: unknown }) {
  const t = useMessages(words)
  if (!error) return null
  const problem = error instanceof ApiProblem ? error : null
  const word = known[problem?.code as keyof typeof known]
  return (
    <Alert color="red" role="alert">
      {word ? t(word) : t('failed', { code: problem?.requestId ?? '–' })}
    </Alert>
  )
}
