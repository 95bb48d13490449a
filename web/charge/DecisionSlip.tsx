import { useQuery } from '@tanstack/react-query'
import { clock, date, dateTime, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { Receipt, ReceiptLine, ReceiptLines } from '#ui/Receipt.tsx'
import { TierBadge } from '#ui/TierBadge.tsx'
import { tierName } from '#ui/tier-name.ts'
import type { Decision, Exit } from '../api-types.ts'
import { packsQuery, plansQuery } from '../queries.ts'
import { words } from './messages.ts'
import styles from './Slip.module.css'
import { useChargeWords } from './useChargeWords.ts'
import { usePlanName } from './usePlanName.ts'

/** A refusal on till paper: what was asked, what was there, which rule said no, and the ways out it was answered with. */
export function DecisionSlip({ decision }: { decision: Decision }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const say = useChargeWords(decision)
  const plan = usePlanName(decision.rule)
  const { rule, refusal } = decision
  const needed = 'requiredTier' in refusal ? tierName[refusal.requiredTier] : ''
  return (
    <Receipt title={t('decision')} aside={date(decision.at, locale)} torn>
      <p className={styles.about}>
        {say.model}
        <time dateTime={decision.at}>{clock(decision.at, locale)}</time>
      </p>
      <Numbers decision={decision} />
      <section className={styles.section}>
        <p>
          {t(`refused_${rule.code}`, {
            plan,
            limit: rule.dailyQuota,
            needed,
          })}
        </p>
        <p>{t('nothing')}</p>
      </section>
      {decision.exits.length > 0 && (
        <section className={styles.section}>
          <h3>{t('exits')}</h3>
          <ReceiptLines>
            {decision.exits.map((exit) => (
              <WayOut key={exit.kind} exit={exit} />
            ))}
          </ReceiptLines>
        </section>
      )}
    </Receipt>
  )
}

function Numbers({ decision }: { decision: Decision }) {
  const t = useMessages(words)
  const say = useChargeWords(decision)
  const { refusal, outputs, rule } = decision
  if ('requiredTier' in refusal)
    return (
      <ReceiptLines>
        <ReceiptLine label={t('modelNeeds')} value={<TierBadge tier={refusal.requiredTier} />} />
        <ReceiptLine label={t('planThen')} value={<TierBadge tier={rule.tier} />} />
      </ReceiptLines>
    )
  const unit = 'used' in refusal ? 'quota' : 'credit'
  const there = 'used' in refusal ? refusal.remaining : refusal.current
  return (
    <>
      <ReceiptLines>
        <ReceiptLine
          label={say.priced(refusal.required, outputs, unit)}
          value={say.count(refusal.required)}
        />
        {'used' in refusal ? (
          <ReceiptLine
            label={t('usedThen')}
            value={t('usedOf', { used: refusal.used, limit: refusal.limit })}
          />
        ) : (
          <ReceiptLine label={t('had')} value={say.count(refusal.current)} />
        )}
      </ReceiptLines>
      <ReceiptLines total>
        <ReceiptLine label={t('short')} value={say.units(refusal.required - there, unit)} />
      </ReceiptLines>
    </>
  )
}

function WayOut({ exit }: { exit: Exit }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { data: plans } = useQuery(plansQuery)
  const { data: packs } = useQuery(packsQuery)
  const price = exit.amount === undefined ? t('free') : rupiah(exit.amount)
  if (exit.kind === 'wait')
    return <ReceiptLine label={t('wait', { at: dateTime(exit.at ?? '', locale) })} value={price} good />
  if (exit.kind === 'upgrade') {
    const plan = plans?.find(({ planId }) => planId === exit.planId)?.name ?? exit.planId ?? ''
    return <ReceiptLine label={t('upgrade', { plan })} value={price} />
  }
  const pack = packs?.find(({ packId }) => packId === exit.packId)
  const credits = pack ? t('credit', { count: pack.credits }) : (exit.packId ?? '')
  return <ReceiptLine label={t('buy', { credits })} value={price} />
}
