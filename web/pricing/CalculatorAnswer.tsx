import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { number, rupiah } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { TierBadge } from '#ui/TierBadge.tsx'
import styles from './CalculatorAnswer.module.css'
import type { Ways } from './compare-ways.ts'
import { calculatorWords as words } from './messages.ts'
import type { Wish } from './read-wish.ts'
import type { Cycle } from './shown-plans.ts'

/** The verdict in one sentence, then both ways with the numbers it stands on. */
export function CalculatorAnswer({ wish, ways, cycle }: { wish: Wish; ways: Ways; cycle: Cycle }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { each, perDay, perMonth, both, verdict } = ways
  return (
    <section className={styles.answer} aria-label={t('answer')}>
      <p className={styles.verdict} role="status">
        {t(`verdict_${verdict}`, verdictValues(ways))}
      </p>
      {both && verdict !== 'onlyBoth' && (
        <p className={styles.both}>
          {t('both', {
            plan: both.plan.name,
            credits: both.credits,
            amount: money(both.amount),
          })}
        </p>
      )}
      <dl className={styles.sums}>
        <Sum label={t('each', { unit: wish.unit })}>
          {t('credits', { count: each.credits })} {t('or')} {t('quota', { count: each.quota })}
        </Sum>
        <Sum label={t('aMonth')}>
          {t('results', { count: perMonth.results, unit: wish.unit })} ·{' '}
          {t('credits', { count: perMonth.credits })}
        </Sum>
        <Sum label={t('quotaADay')}>{number(perDay.quota, locale)}</Sum>
      </dl>
      <div className={styles.ways}>
        <WithCredits ways={ways} wish={wish} />
        <WithPlan ways={ways} wish={wish} cycle={cycle} />
      </div>
    </section>
  )
}

function WithCredits({ ways: { credits, verdict }, wish }: { ways: Ways; wish: Wish }) {
  const t = useMessages(words)
  const { locale } = useLocale()
  return (
    <article
      className={styles.way}
      data-best={verdict === 'credits' || verdict === 'onlyCredits' || undefined}
    >
      <header>
        <h3>{t('withCredits')}</h3>
        {verdict === 'credits' && <span className={styles.tag}>{t('cheaper')}</span>}
      </header>
      {credits ? (
        <>
          <p className={styles.amount}>{t('aboutAMonth', { amount: money(credits.amount) })}</p>
          <p>
            {t('packsToBuy', {
              packs: credits.bundle.packs
                .map(({ pack, count }) => `${number(count, locale)} × ${number(pack.credits, locale)}`)
                .join(' + '),
              amount: money(credits.bundle.amount),
            })}{' '}
            {t('lasts', { count: credits.months })}
          </p>
          <Link to="." search={true} hash="packs">
            {t('seePacks')}
          </Link>
        </>
      ) : (
        <p>{t('locked', { model: wish.model.name })}</p>
      )}
    </article>
  )
}

function WithPlan({
  ways: { plan, perDay, verdict },
  wish,
  cycle,
}: {
  ways: Ways
  wish: Wish
  cycle: Cycle
}) {
  const t = useMessages(words)
  const best = verdict === 'free' || verdict === 'plan' || verdict === 'onlyPlan'
  return (
    <article className={styles.way} data-best={best || undefined}>
      <header>
        <h3>{t('withPlan')}</h3>
        {(verdict === 'plan' || verdict === 'free') && <span className={styles.tag}>{t('cheaper')}</span>}
      </header>
      {plan ? (
        <>
          <p className={styles.amount}>{t('amountAMonth', { amount: money(plan.amount) })}</p>
          <p>
            <TierBadge tier={plan.plan.tier} />{' '}
            {t('fits', { plan: plan.plan.name, limit: plan.plan.dailyQuota, needed: perDay.quota })}
            {plan.plan.billingCycle === 'yearly' && ` ${t('yearly', { amount: money(plan.plan.price) })}`}
            {cycle === 'yearly' &&
              plan.plan.billingCycle === 'monthly' &&
              plan.amount > 0 &&
              ` ${t('onlyMonthly')}`}
          </p>
        </>
      ) : (
        <p>
          <TierBadge tier={wish.model.tier} /> {t('noPlan', { needed: perDay.quota })}
        </p>
      )}
      <Link to="." search={true} hash="plans">
        {t('seePlans')}
      </Link>
    </article>
  )
}

function Sum({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function verdictValues({ credits, plan, both }: Ways) {
  return {
    plan: (plan ?? both)?.plan.name ?? '',
    planAmount: money(plan?.amount ?? 0),
    quota: plan?.plan.dailyQuota ?? 0,
    creditAmount: money(credits?.amount ?? 0),
    credits: both?.credits ?? 0,
    bothAmount: money(both?.amount ?? 0),
  }
}

/** Large letters break lines early; an amount stays in one piece. */
function money(amount: number): string {
  return rupiah(amount).replace(' ', '\u00a0')
}
