import { Button } from '@mantine/core'
import { IconCoins } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { rupiah } from '#ui/format.ts'
import { useMessages } from '#ui/i18n.tsx'
import type { ApiProblem } from '../api.ts'
import { BuyPack } from '../buying/BuyPack.tsx'
import { WhyLink } from '../charge/WhyLink.tsx'
import { packsQuery } from '../queries.ts'
import { Leave } from './Leave.tsx'
import { words } from './messages.ts'
import { PlanOffer } from './PlanOffer.tsx'
import styles from './RefusalDialog.module.css'
import type { RefusalView } from './refusal.ts'
import type { Wanted } from './wanted.ts'

/** 402: short by how many, what is affordable, packs, the plan that would cover it. */
export function CreditsRefused(props: {
  problem: ApiProblem | null
  view: Extract<RefusalView, { kind: 'credits' }>
  wanted: Wanted
  onClose(): void
  onFewer?(results: number): void
}) {
  const t = useMessages(words)
  const { view, wanted } = props
  const { data: packs } = useQuery(packsQuery)
  const each = wanted.results > 0 ? view.required / wanted.results : view.required
  const affordable = Math.floor(view.current / each)
  const covering = packs?.find(({ credits }) => credits >= view.required - view.current)
  const plan = view.exits.find(({ kind }) => kind === 'upgrade')
  return (
    <div className={styles.body}>
      <p>
        {t('shortText', { required: view.required, current: view.current })}{' '}
        <WhyLink problem={props.problem} />
      </p>
      {props.onFewer && affordable > 0 && affordable < wanted.results && (
        <Button variant="light" size="lg" onClick={() => props.onFewer?.(affordable)}>
          {t('fewer', { what: wanted.say(affordable) })}
        </Button>
      )}
      <section>
        <h3 className={styles.subtitle}>
          {t('packs')} <span>{t('packsNote')}</span>
        </h3>
        <ul className={styles.offers}>
          {packs?.map((pack) => (
            <li
              key={pack.packId}
              className={styles.offer}
              data-fits={pack.credits >= view.required - view.current || undefined}
            >
              <IconCoins size={20} aria-hidden />
              <span>
                <b className="num">{t('pack', { count: pack.credits })}</b>
              </span>
              <span className={`num ${styles.right}`}>{rupiah(pack.amount)}</span>
              <span className={styles.acts}>
                <BuyPack pack={pack} lit={pack === covering} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      {plan?.planId && (
        <section>
          <h3 className={styles.subtitle}>{t('planCovers')}</h3>
          <PlanOffer planId={plan.planId} amount={plan.amount} />
        </section>
      )}
      <Leave onClose={props.onClose} />
    </div>
  )
}
