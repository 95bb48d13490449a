import { UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconAlertTriangleFilled, IconBolt } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import type { Tier } from '#catalog/tiers.ts'
import { useMessages } from '#ui/i18n.tsx'
import { quotaState } from '../account/quota-state.ts'
import type { Quota } from '../api-types.ts'
import styles from './Meter.module.css'
import { words } from './messages.ts'

/** A ring of what is left in the colour of the plan. When it is little it takes another sign, another colour and words. */
export function MeterButton({
  quota,
  tier,
  className = '',
  ...button
}: { quota: Quota; tier: Tier } & ComponentProps<'button'>) {
  const t = useMessages(words)
  const { remaining, limit } = quota
  const state = quotaState(quota)
  const left = limit > 0 ? Math.min(1, remaining / limit) * 100 : 0
  const Sign = state === 'ok' ? IconBolt : IconAlertTriangleFilled
  return (
    <UnstyledButton
      className={`${styles.meter} ${className}`}
      data-tier={tier}
      data-state={state}
      aria-haspopup="dialog"
      {...button}
    >
      <span className={styles.ring} aria-hidden>
        <svg viewBox="0 0 30 30" aria-hidden focusable="false">
          <circle cx="15" cy="15" r="13" />
          <circle cx="15" cy="15" r="13" pathLength="100" strokeDasharray={`${left} 100`} />
        </svg>
        <Sign size={14} />
      </span>
      <VisuallyHidden>{t('quotaLabel')}</VisuallyHidden>
      <span className="num">{t('quotaShort', { remaining, limit })}</span>
      {state !== 'ok' && <span className={styles.state}>{t(`quota_${state}`)}</span>}
    </UnstyledButton>
  )
}
