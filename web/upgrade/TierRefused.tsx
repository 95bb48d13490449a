import { useQuery } from '@tanstack/react-query'
import { includes } from '#catalog/tiers.ts'
import { useMessages } from '#ui/i18n.tsx'
import { TierBadge } from '#ui/TierBadge.tsx'
import { tierName } from '#ui/tier-name.ts'
import type { ApiProblem } from '../api.ts'
import { WhyLink } from '../charge/WhyLink.tsx'
import { meQuery, modelsQuery, plansQuery } from '../queries.ts'
import { Leave } from './Leave.tsx'
import { words } from './messages.ts'
import { PlanOffer } from './PlanOffer.tsx'
import styles from './RefusalDialog.module.css'
import type { RefusalView } from './refusal.ts'
import type { Wanted } from './wanted.ts'

/** 403: the model, the tier it needs, what else opens, the price today. */
export function TierRefused(props: {
  problem: ApiProblem | null
  view: Extract<RefusalView, { kind: 'tier' }>
  wanted: Wanted
  onClose(): void
}) {
  const t = useMessages(words)
  const { view } = props
  const { data: me } = useQuery(meQuery)
  const { data: plans } = useQuery(plansQuery)
  const { data: models = [] } = useQuery(modelsQuery(view.modelKey.split(':')[0] ?? props.wanted.app))
  const model = models.find(({ modelKey }) => modelKey === view.modelKey)
  const opened = models.filter(
    ({ accessible, tier, available }) => !accessible && available && includes(view.requiredTier, tier),
  )
  const exit = view.exits.find(({ kind }) => kind === 'upgrade')
  const cheapest = plans
    ?.filter(({ tier, price }) => price > 0 && includes(tier, view.requiredTier))
    .sort((a, b) => a.price - b.price)[0]
  const planId = exit?.planId ?? cheapest?.planId
  return (
    <div className={styles.body}>
      <p>
        {t('tierText', {
          model: model?.name ?? view.modelKey,
          tier: tierName[view.requiredTier],
          held: tierName[me?.account.tier ?? 'free'],
        })}{' '}
        <WhyLink problem={props.problem} />
      </p>
      {planId && <PlanOffer planId={planId} amount={exit?.amount} lit />}
      {opened.length > 0 && (
        <section>
          <h3 className={styles.subtitle}>{t('unlocks')}</h3>
          <ul className={styles.opened}>
            {opened.map((one) => (
              <li key={one.modelKey}>
                {one.name} <TierBadge tier={one.tier} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Leave onClose={props.onClose} />
    </div>
  )
}
