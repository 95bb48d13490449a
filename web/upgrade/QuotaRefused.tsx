import { Button, Switch } from '@mantine/core'
import { IconClockHour7 } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { clock, duration } from '#ui/format.ts'
import { useLocale, useMessages } from '#ui/i18n.tsx'
import { type ApiProblem, api } from '../api.ts'
import type { Me } from '../api-types.ts'
import { WhyLink } from '../charge/WhyLink.tsx'
import { keys, meQuery } from '../queries.ts'
import { Leave } from './Leave.tsx'
import { words } from './messages.ts'
import { PlanOffer } from './PlanOffer.tsx'
import styles from './RefusalDialog.module.css'
import type { RefusalView } from './refusal.ts'
import { useCountdown } from './useCountdown.ts'
import type { Wanted } from './wanted.ts'

/** 429: when the quota returns, the larger plan, or credits instead. */
export function QuotaRefused(props: {
  problem: ApiProblem | null
  view: Extract<RefusalView, { kind: 'quota' }>
  wanted: Wanted
  onClose(): void
  onRetry(): void
  onFewer?(results: number): void
}) {
  const t = useMessages(words)
  const { locale } = useLocale()
  const { view, wanted } = props
  const seconds = useCountdown(view.resetAt)
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const allow = useMutation({
    mutationFn: (useCreditsAfterQuota: boolean) =>
      api.patch<Partial<Me>>('/api/me', { useCreditsAfterQuota }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.me }),
  })
  const have = me?.credits ?? 0
  const enough = have >= wanted.credits
  const allowed = me?.account.useCreditsAfterQuota ?? false
  const plan = view.exits.find(({ kind }) => kind === 'upgrade')
  const affordable = wanted.results > 0 ? Math.floor(view.remaining / (view.required / wanted.results)) : 0
  return (
    <div className={styles.body}>
      <p>
        {t('quotaText', { used: view.used, limit: view.limit, required: view.required })}{' '}
        <WhyLink problem={props.problem} />
      </p>
      <p className={styles.clock} role="timer" aria-live="off">
        <IconClockHour7 size={26} stroke={1.75} aria-hidden />
        <span>
          <b className="num">{duration(seconds)}</b>
          <span className={styles.line}>{t('quotaBack', { time: clock(view.resetAt, locale) })}</span>
        </span>
      </p>
      {props.onFewer && affordable > 0 && affordable < wanted.results && (
        <Button variant="light" size="lg" onClick={() => props.onFewer?.(affordable)}>
          {t('fewer', { what: wanted.say(affordable) })}
        </Button>
      )}
      <section className={styles.credits}>
        <Switch
          classNames={{ body: styles.tall }}
          size="md"
          label={t('useCredits')}
          description={t(enough ? 'useCreditsNote' : 'useCreditsShort', { cost: wanted.credits, have })}
          checked={allowed}
          disabled={allow.isPending}
          onChange={(event) => allow.mutate(event.currentTarget.checked)}
        />
        {allowed && enough && (
          <Button onClick={props.onRetry}>
            {t('run', { what: wanted.say(wanted.results), cost: wanted.credits })}
          </Button>
        )}
      </section>
      {plan?.planId && <PlanOffer planId={plan.planId} amount={plan.amount} lit={!(allowed && enough)} />}
      <Leave onClose={props.onClose} />
    </div>
  )
}
