import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { clock } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import type { ApiProblem } from '../api.ts'
import type { Payment } from '../api-types.ts'
import { words } from './messages.ts'
import styles from './PaymentCheck.module.css'

/** Asks the payment service again; rests as long as it may not be asked, and says when it was asked last. */
export function PaymentCheck(props: {
  payment: Payment
  now: number
  busy: boolean
  error: ApiProblem | Error | null
  label: string
  onCheck(): void
}) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { checkedAt, checkAgainAt } = props.payment
  const wait = checkAgainAt ? Math.max(0, Math.ceil((Date.parse(checkAgainAt) - props.now) / 1000)) : 0
  return (
    <div className={styles.check}>
      <Button
        variant="default"
        loading={props.busy}
        disabled={wait > 0}
        onClick={props.onCheck}
        leftSection={<IconRefresh size={20} aria-hidden />}
      >
        {wait > 0 ? t('checkIn', { seconds: wait }) : props.label}
      </Button>
      {props.error ? (
        <p role="alert">{t('notAsked')}</p>
      ) : (
        checkedAt && <p>{t('askedAt', { time: clock(checkedAt, locale) })}</p>
      )}
    </div>
  )
}
