import { price } from '#catalog/price.ts'
import { includes } from '#catalog/tiers.ts'
import type { ModelOffer, Pack, Plan } from '../api-types.ts'
import { type Bundle, coverWithPacks } from './cover-with-packs.ts'
import { shownPlans } from './shown-plans.ts'

/** Results wanted of one model, of one length and size each. */
export interface Wanted {
  model: Pick<ModelOffer, 'tier' | 'terms'>
  count: number
  per: 'day' | 'month'
  seconds?: number
  megapixels?: number
}

/** A month's worth; whole rupiah. */
export interface Ways {
  /** Of one result. */
  each: { credits: number; quota: number }
  /** Results, and what they take when they are spread evenly over the days. */
  perMonth: { results: number; credits: number }
  perDay: { results: number; quota: number }
  /** Null: credits alone do not reach this model. */
  credits: { bundle: Bundle; amount: number; months: number } | null
  /** Null: no plan has so much quota. */
  plan: { plan: Plan; amount: number } | null
  /** A smaller plan and credits for what is beyond its quota, where that beats both. */
  both: { plan: Plan; credits: number; amount: number } | null
  verdict: 'free' | 'plan' | 'credits' | 'same' | 'onlyPlan' | 'onlyCredits' | 'onlyBoth' | 'none'
}

const days = 30

/** What a wish costs with credits and on a plan, at the prices that are sold, and which of the two is cheaper. */
export function compareWays(
  wanted: Wanted,
  sold: { plans: readonly Plan[]; packs: readonly Pack[] },
  cycle: Plan['billingCycle'],
): Ways {
  const { tier, terms } = wanted.model
  const each = price(terms, { outputs: 1, seconds: wanted.seconds, megapixels: wanted.megapixels })
  const perDay = wanted.per === 'day' ? wanted.count : Math.ceil(wanted.count / days)
  const results = wanted.per === 'day' ? wanted.count * days : wanted.count
  const monthly = results * each.credits
  const bundle = includes('free', tier) ? coverWithPacks(sold.packs, monthly) : null
  const credits = bundle && {
    bundle,
    amount: worth(bundle, monthly),
    months: Math.floor(bundle.credits / monthly),
  }

  const reaching = shownPlans(sold.plans, cycle)
    .filter((plan) => includes(plan.tier, tier))
    .map((plan) => ({ plan, amount: aMonth(plan) }))
    .sort((a, b) => a.amount - b.amount)
  const plan = reaching.find((one) => one.plan.dailyQuota >= perDay * each.quota) ?? null
  const cheapest = Math.min(credits?.amount ?? Infinity, plan?.amount ?? Infinity)
  const toppedUp = reaching
    .flatMap(({ plan, amount }) => {
      const covered = Math.floor(plan.dailyQuota / each.quota) * days
      const rest = (results - covered) * each.credits
      const bought = covered > 0 && rest > 0 ? coverWithPacks(sold.packs, rest) : null
      return bought ? { plan, credits: rest, amount: amount + worth(bought, rest) } : []
    })
    .sort((a, b) => a.amount - b.amount)[0]
  const both = toppedUp && toppedUp.amount < cheapest ? toppedUp : null

  return {
    each,
    perMonth: { results, credits: monthly },
    perDay: { results: perDay, quota: perDay * each.quota },
    credits,
    plan,
    both,
    verdict: judge(credits?.amount, plan?.amount, both !== null),
  }
}

/** What a plan comes to a month, however it is paid. Whole rupiah. */
export function aMonth(plan: Plan): number {
  return plan.billingCycle === 'yearly' ? Math.round(plan.price / 12) : plan.price
}

/** What so many of a bundle's credits cost: the others stay for later. */
function worth(bundle: Bundle, credits: number): number {
  return Math.round((bundle.amount * credits) / bundle.credits)
}

function judge(credits: number | undefined, plan: number | undefined, both: boolean): Ways['verdict'] {
  if (plan === 0) return 'free'
  if (plan === undefined) return credits === undefined ? (both ? 'onlyBoth' : 'none') : 'onlyCredits'
  if (credits === undefined) return 'onlyPlan'
  if (credits === plan) return 'same'
  return plan < credits ? 'plan' : 'credits'
}
