import { date, dateTime, number } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { ReceiptLine, ReceiptLines } from '#ui/Receipt.tsx'
import type { Charge } from '../api-types.ts'
import { words } from './messages.ts'
import styles from './Slip.module.css'
import { useChargeWords } from './useChargeWords.ts'
import { usePlanName } from './usePlanName.ts'

/** Which credits paid in which order, or the quota of which day, and the rule that chose them. */
export function PaidFrom({ charge }: { charge: Charge }) {
  const t = useMessages(words)
  const plan = usePlanName(charge.rule)
  const { hold, rule, grants } = charge
  if (hold.settled === 0 && rule?.code !== 'free')
    return (
      <section className={styles.section}>
        <p>{t('nobody')}</p>
      </section>
    )
  return (
    <section className={styles.section}>
      {hold.settled !== null && hold.settled > 0 && (
        <>
          <h3>{t('paidFrom')}</h3>
          <ReceiptLines>
            {hold.unit === 'quota' ? <QuotaLine charge={charge} /> : <GrantLines grants={grants} />}
          </ReceiptLines>
        </>
      )}
      <p>{rule ? t(`why_${rule.code}`, { plan, limit: rule.dailyQuota }) : t('why_older')}</p>
      {grants.length > 1 && <p>{t('order')}</p>}
      {hold.settled === null && <p>{t(hold.unit === 'quota' ? 'notYetQuota' : 'notYetCredit')}</p>}
    </section>
  )
}

function GrantLines({ grants }: Pick<Charge, 'grants'>) {
  const t = useMessages(words)
  const { locale } = useLocale()
  return grants.map(({ grantId, kind, description, amount, grantedAt, expiresAt }) => (
    <ReceiptLine
      key={grantId}
      label={kind === 'admin' ? description : t(kind)}
      note={[
        t('since', { date: date(grantedAt, locale) }),
        expiresAt ? t('expires', { date: date(expiresAt, locale) }) : t('keeps'),
      ].join(' · ')}
      value={number(amount, locale)}
    />
  ))
}

function QuotaLine({ charge }: { charge: Charge }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const say = useChargeWords(charge)
  const { hold, rule } = charge
  const since = hold.day && dateTime(`${hold.day}T00:00:00Z`, locale)
  return (
    <ReceiptLine
      label={t('dailyQuota')}
      note={rule && since && t('quotaDay', { limit: rule.dailyQuota, at: since })}
      value={say.count(hold.settled ?? 0)}
    />
  )
}
