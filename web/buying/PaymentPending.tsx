import { Button } from '@mantine/core'
import { IconClockHour4, IconExternalLink } from '@tabler/icons-react'
import { clock, dateTime, duration } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import type { Payment } from '../api-types.ts'
import { words } from './messages.ts'
import { PaymentInstructions } from './PaymentInstructions.tsx'
import styles from './PaymentPending.module.css'

const hour = 3600

/** How to pay, and how long there is for it. */
export function PaymentPending({ payment, now }: { payment: Payment; now: number }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const left = Math.max(0, Math.ceil((Date.parse(payment.expiresAt) - now) / 1000))
  const minutes = Math.ceil(left / 60)
  const sameDay = left < 12 * hour
  return (
    <>
      <section className={styles.clock} data-soon={left < 5 * 60 || undefined}>
        <IconClockHour4 size={28} stroke={1.75} aria-hidden />
        <p>
          <span>{t('payWithin')}</span>
          <strong className="num" role="timer">
            {left < hour
              ? duration(left).padStart(5, '0')
              : t('hoursMinutes', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })}
          </strong>
          <time dateTime={payment.expiresAt}>
            {t('payBefore', { time: (sameDay ? clock : dateTime)(payment.expiresAt, locale) })}
          </time>
        </p>
      </section>
      <PaymentInstructions payment={payment} />
      {payment.url && (
        <Button
          component="a"
          href={payment.url}
          size="lg"
          fullWidth
          rightSection={<IconExternalLink size={20} aria-hidden />}
        >
          {t('payOn')}
        </Button>
      )}
    </>
  )
}
