import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { rupiah } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import { packsQuery, plansQuery } from '../queries.ts'
import { words } from './messages.ts'
import styles from './TwoWays.module.css'

/** Credits or a subscription, each from its cheapest offer on sale. */
export function TwoWays() {
  const t = useMessages(words)
  const { data: packs } = useQuery(packsQuery)
  const { data: plans } = useQuery(plansQuery)
  const pack = packs?.toSorted((a, b) => a.amount - b.amount)[0]
  const plan = plans?.filter((one) => one.price > 0).sort((a, b) => a.price - b.price)[0]
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <div>
          <h2 className={styles.title}>{t('payTitle')}</h2>
          <p className={styles.text}>{t('payText')}</p>
        </div>
        <Button component={Link} to="/pricing" variant="default">
          {t('allPrices')}
        </Button>
      </div>
      <div className={styles.ways}>
        <Way title={t('creditsTitle')} text={t('creditsText')}>
          {pack && (
            <>
              <span>{t('creditsFrom', { credits: pack.credits })}</span>
              <strong>{rupiah(pack.amount)}</strong>
            </>
          )}
        </Way>
        <Way title={t('planTitle')} text={t('planText')}>
          {plan && (
            <>
              <span>{t('planFrom', { quota: plan.dailyQuota })}</span>
              <strong>
                {rupiah(plan.price)}
                <small>{t('perMonth')}</small>
              </strong>
            </>
          )}
        </Way>
      </div>
    </section>
  )
}

function Way({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <article className={styles.way}>
      <h3>{title}</h3>
      <p>{text}</p>
      <div className={styles.from}>{children || <Skeleton height="4.125rem" width="12rem" />}</div>
    </article>
  )
}
