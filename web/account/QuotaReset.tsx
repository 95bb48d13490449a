import { clock } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Countdown } from './Countdown.tsx'
import { localClock } from './local-clock.ts'
import { words } from './messages.ts'

/** When the quota is full again: in Jakarta, on the clock of whoever lives elsewhere, and how long that is. */
export function QuotaReset({ resetAt }: { resetAt: string }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const here = localClock(resetAt, locale)
  const jakarta = clock(resetAt, locale)
  const time = here ? t('quotaHere', { jakarta, here }) : jakarta
  return (
    <Countdown until={resetAt}>
      {(left) => t('quotaResets', { time, left: t('hoursMinutes', left) })}
    </Countdown>
  )
}
