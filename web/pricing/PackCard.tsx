import type { ReactNode } from 'react'
import { rupiah } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { words } from './messages.ts'
import styles from './PackCard.module.css'

/** One bundle of credits; without an amount, the sign-up gift. */
export function PackCard(props: { credits: number; amount?: number; children?: ReactNode }) {
  const { credits, amount } = props
  const t = useMessages(words)
  return (
    <article className={styles.card} data-gift={amount === undefined || undefined}>
      <h3>{t('packCredits', { count: credits })}</h3>
      <p className={styles.amount}>{amount === undefined ? t('bonus') : rupiah(amount)}</p>
      <p className={styles.each}>
        {amount === undefined
          ? t('bonusText')
          : t('packEach', { amount: rupiah(Math.round(amount / credits)) })}
      </p>
      {props.children && <div className={styles.action}>{props.children}</div>}
    </article>
  )
}
