import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { clock } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { meQuery } from '../queries.ts'
import styles from './FundsWarning.module.css'
import { fundsLeft } from './funds-left.ts'
import { words } from './messages.ts'
import type { PriceLine } from './price-line.ts'

/** What a run leaves in the unit that pays; a warning when that is little, and what to do when it is not enough. */
export function FundsWarning({ price, results }: { price: PriceLine; results(count: number): string }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { data: me } = useQuery(meQuery)
  const { unit, cost, has, after } = price
  const limit = me?.quota?.limit ?? 0
  const left = fundsLeft(price, limit)
  const units = (count: number) => t(unit === 'quota' ? 'costQuota' : 'cost', { count })
  const instead = unit === 'credit' && me?.account.accountType === 'subscription'
  return (
    <>
      <p className={styles.after}>
        {left.state === 'ok' && (
          <span>
            {unit === 'quota' ? t('afterQuota', { cost, has, after }) : t('after', { count: units(after) })}
          </span>
        )}
        {left.state === 'low' && (
          <span className={styles.low}>
            <IconAlertTriangle size={16} aria-hidden />
            {unit === 'quota' ? t('lowQuota', { after, limit }) : t('low', { count: units(after) })}
          </span>
        )}
        {left.state === 'short' && (
          <span className={styles.short}>
            <IconAlertTriangle size={16} aria-hidden />
            {t('short', { count: units(price.short) })}
          </span>
        )}
        <span>{t('freeIfFails')}</span>
      </p>
      {left.state === 'short' && (
        <p className={styles.hint}>
          {left.enoughFor > 0 ? t('enoughFor', { what: results(left.enoughFor) }) : t('enoughForNone')}{' '}
          {unit === 'quota' && me?.quota && t('fullAgain', { time: clock(me.quota.resetAt, locale) })}
        </p>
      )}
      {instead && left.state !== 'short' && (
        <p className={styles.hint}>{t('creditsInstead', { left: me.quota?.remaining ?? 0 })}</p>
      )}
    </>
  )
}
