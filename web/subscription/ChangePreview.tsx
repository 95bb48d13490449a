import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { rank, type Tier } from '#catalog/tiers.ts'
import { date, number, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Receipt, ReceiptLine, ReceiptLines, ReceiptPlace } from '#ui/Receipt.tsx'
import type { Plan, SubscriptionStatus } from '../api-types.ts'
import { catalogQuery } from '../pricing/catalog-query.ts'
import styles from './ChangePreview.module.css'
import type { Change } from './change-query.ts'
import { words } from './messages.ts'
import { stateOf } from './subscription-state.ts'
import { modelsBetween } from './what-opens.ts'

/** What is paid now and why, when it begins, what the next bill is, and what becomes of quota and models. */
export function ChangePreview(props: { plan: Plan; change: Change; status: SubscriptionStatus }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { plan, change, status } = props
  const { kind, listAmount, carriedOver, amount, excess, nextAmount } = change
  const state = stateOf(status.subscription)
  const later = kind === 'downgrade'
  const cycle = t(plan.billingCycle === 'yearly' ? 'aYearLater' : 'aMonthLater')
  const begins = () => {
    if (!later) return t(amount === 0 ? 'now' : 'whenPaid')
    if (state !== 'grace') return date(change.effectiveAt, locale)
    return t(nextAmount === 0 ? 'now' : 'whenNextPaid')
  }
  const nextBill = () => {
    if (nextAmount === 0) return t('noBill')
    if (!later) return t('billLater', { amount: rupiah(nextAmount), when: cycle })
    return t('billOn', { amount: rupiah(nextAmount), date: date(change.effectiveAt, locale) })
  }
  const before = status.isActive ? (status.subscription?.dailyQuota ?? 0) : 0
  return (
    <>
      <ReceiptPlace quiet>
        <Receipt title="Lumiku" aside={plan.name} torn>
          {!later && (
            <ReceiptLines>
              <ReceiptLine label={t('price')} value={rupiah(listAmount)} />
              {carriedOver > 0 && (
                <ReceiptLine
                  label={t('carriedOver')}
                  note={t('carriedOverText')}
                  value={`−${rupiah(carriedOver)}`}
                  good
                />
              )}
            </ReceiptLines>
          )}
          <ReceiptLines total>
            <ReceiptLine label={t('payNow')} value={rupiah(amount)} />
          </ReceiptLines>
        </Receipt>
      </ReceiptPlace>
      <dl className={styles.facts}>
        <Fact label={t('begins')}>{begins()}</Fact>
        <Fact label={t('nextBill')}>{nextBill()}</Fact>
        <Fact label={t('quota')}>
          {before === plan.dailyQuota
            ? t('quotaSame', { count: before })
            : t('quotaFromTo', { from: number(before, locale), to: number(plan.dailyQuota, locale) })}
        </Fact>
        <Fact label={t('models')}>
          <Models from={status.tier} to={plan.tier} />
        </Fact>
      </dl>
      {kind === 'upgrade' && <p className={styles.note}>{t('usedStays')}</p>}
      {excess > 0 && <p className={styles.note}>{t('excess', { amount: rupiah(excess) })}</p>}
      {state === 'cancelled' && <p className={styles.note}>{t('takesBack')}</p>}
      {kind === 'start' && <p className={styles.note}>{t('creditsStay')}</p>}
    </>
  )
}

function Models({ from, to }: { from: Tier; to: Tier }) {
  const t = useMessages(words)
  const { data: apps } = useQuery(catalogQuery)
  const up = rank(to) > rank(from)
  const changed = apps ? modelsBetween(apps, up ? from : to, up ? to : from) : []
  if (changed.length === 0) return t('modelsSame')
  const names = changed.map(({ name, coming }) => (coming ? t('comingModel', { name }) : name)).join(', ')
  return t(up ? 'opens' : 'locks', { names })
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
