import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { date, relative, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import type { RefundReview } from '../admin-types.ts'
import styles from '../rows.module.css'
import { useItemName } from '../useItemName.ts'
import { DecideDialog } from './DecideDialog.tsx'
import { words } from './messages.ts'
import { PaidDialog } from './PaidDialog.tsx'
import { RefundBadge } from './RefundBadge.tsx'

/** One request: who, what for, how much of it is used, how long they wait, and what can be done about it. */
export function RefundRow({ refund }: { refund: RefundReview }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const itemName = useItemName()
  const [doing, setDoing] = useState<'approve' | 'reject' | 'paid' | null>(null)
  const { buyer, payment, usage } = refund
  const close = () => setDoing(null)
  return (
    <li className={styles.row}>
      <div>
        <h2 className={styles.title}>{buyer.name}</h2>
        <p className={styles.dim}>{buyer.email}</p>
      </div>
      <div className={styles.side}>
        <strong className={styles.amount}>{rupiah(refund.amount)}</strong>
      </div>
      <p className={styles.wide}>
        {t('bought', { item: itemName(payment.item), date: date(payment.paidAt, locale) })}
        <br />
        <Link to="/admin/payments/$order" params={{ order: payment.orderId }} className={styles.way}>
          {payment.orderId}
        </Link>
      </p>
      <p className={`${styles.dim} ${styles.wide}`}>
        {t('ofPayment', { kind: t(refund.kind), amount: rupiah(payment.amount) })}
      </p>
      <p className={`${styles.dim} ${styles.wide}`}>
        {usage.unit === 'credit'
          ? t('usedCredits', { used: usage.used, given: usage.given ?? 0 })
          : t('usedQuota', { used: usage.used })}
      </p>
      <blockquote className={styles.quote}>{refund.reason}</blockquote>
      {refund.note && refund.note !== refund.reason && (
        <p className={`${styles.dim} ${styles.wide}`}>{t('note', { note: refund.note })}</p>
      )}
      {refund.paidReference && (
        <p className={`${styles.dim} ${styles.wide}`}>
          {t('reference', { reference: refund.paidReference })}
        </p>
      )}
      <p className={`${styles.dim} ${styles.wide} ${styles.foot}`}>
        <RefundBadge refund={refund} />
        <span>{t('asked', { when: relative(refund.requestedAt, Date.now(), locale) })}</span>
      </p>
      {refund.status === 'requested' && (
        <div className={styles.actions}>
          <Button onClick={() => setDoing('approve')}>
            {t('approve', { amount: rupiah(refund.amount) })}
          </Button>
          <Button variant="default" onClick={() => setDoing('reject')}>
            {t('reject')}
          </Button>
        </div>
      )}
      {refund.status === 'approved' && refund.sending !== 'under_way' && (
        <div className={styles.actions}>
          <Button onClick={() => setDoing('paid')}>{t('markPaid')}</Button>
        </div>
      )}
      {(doing === 'approve' || doing === 'reject') && (
        <DecideDialog refund={refund} decision={doing} onClose={close} />
      )}
      {doing === 'paid' && <PaidDialog refund={refund} onClose={close} />}
    </li>
  )
}
