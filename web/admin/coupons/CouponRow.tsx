import { Badge, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { date, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { api } from '../../api.ts'
import { packsQuery, plansQuery } from '../../queries.ts'
import type { Coupon } from '../admin-types.ts'
import { words as shared } from '../messages.ts'
import { Refused } from '../Refused.tsx'
import styles from '../rows.module.css'
import { useAction } from '../useAction.ts'
import { lastMomentBefore } from './jakarta-day.ts'
import { words } from './messages.ts'

/** One coupon: what it takes off, of what, for how long, how it was used, and its switch. */
export function CouponRow({ coupon }: { coupon: Coupon }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const nameOf = useNames()
  const state = stateOf(coupon, Date.now())
  const turn = useAction(() => api.patch(`/api/admin/coupons/${coupon.code}`, { enabled: !coupon.enabled }))
  const begins = state === 'notYet' ? t('from', { date: date(coupon.validFrom, locale) }) : ''
  const ends = coupon.validUntil
    ? t('until', { date: date(lastMomentBefore(coupon.validUntil), locale) })
    : t('always')
  return (
    <li className={styles.row}>
      <h2 className={styles.title}>{coupon.code}</h2>
      <strong className={styles.amount}>
        {coupon.kind === 'percent' ? t('percentOff', { value: coupon.value }) : rupiah(coupon.value)}
      </strong>
      <p className={styles.wide}>{coupon.items ? coupon.items.map(nameOf).join(', ') : t('forAll')}</p>
      <p className={`${styles.dim} ${styles.wide}`}>
        {[
          coupon.periods === null ? t('everyPeriod') : t('forPeriods', { count: coupon.periods }),
          t('perAccount', { count: coupon.usesPerAccount }),
          ...(coupon.firstPaymentOnly ? [t('firstOnly')] : []),
        ].join(' · ')}
      </p>
      <p className={`${styles.dim} ${styles.wide}`}>
        {coupon.usesLimit === null
          ? t('used', { uses: coupon.uses })
          : t('usedOf', { uses: coupon.uses, limit: coupon.usesLimit })}
        {coupon.paidUses > 0 && ` · ${t('paid', { paid: coupon.paidUses, given: rupiah(coupon.given) })}`}
      </p>
      <p className={`${styles.dim} ${styles.wide} ${styles.foot}`}>
        <Badge variant="light" size="lg" tt="none" color={state === 'on' ? 'basic' : 'gray'}>
          {t(state)}
        </Badge>
        <span>{[begins, ends].filter(Boolean).join(' · ')}</span>
      </p>
      <div className={styles.wide}>
        <Refused error={turn.error} />
      </div>
      <div className={styles.actions}>
        <Button
          variant="default"
          loading={turn.isPending}
          aria-label={t(coupon.enabled ? 'turnOffCode' : 'turnOnCode', { code: coupon.code })}
          onClick={() => turn.mutate()}
        >
          {t(coupon.enabled ? 'turnOff' : 'turnOn')}
        </Button>
      </div>
    </li>
  )
}

function stateOf({ enabled, validFrom, validUntil, uses, usesLimit }: Coupon, now: number) {
  if (!enabled) return 'off'
  if (validUntil !== null && now >= Date.parse(validUntil)) return 'over'
  if (usesLimit !== null && uses >= usesLimit) return 'usedUp'
  return now < Date.parse(validFrom) ? 'notYet' : 'on'
}

/** Plans and packs by the names they are sold under; what is sold no more by its id. */
function useNames(): (item: string) => string {
  const all = useMessages(shared)
  const { data: plans } = useQuery(plansQuery)
  const { data: packs } = useQuery(packsQuery)
  return (item) => {
    const pack = packs?.find(({ packId }) => packId === item)
    return pack
      ? all('credits', { count: pack.credits })
      : (plans?.find(({ planId }) => planId === item)?.name ?? item)
  }
}
