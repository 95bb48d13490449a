import { includes, type Tier } from '#catalog/tiers.ts'

// The books, so small that they can be believed by reading them: what was given, what is held, what is left. No money moves here.

export interface Hold {
  id: string
  unit: 'credit' | 'quota'
  amount: number
  at: number
}

interface Given {
  source: string
  order: number
  priority: number
  expiresAt: number
  left: number
}

export interface Plan {
  planId: string
  tier: Tier
  dailyQuota: number
  endsAt: number
}

export class Reference {
  /** Days since the beginning. */
  now = 0
  given: Given[] = [{ source: signUp, order: 0, priority: 10, expiresAt: Infinity, left: 100 }]
  sources = new Set<string>()
  holds: Hold[] = []
  plan: Plan | null = null
  spill = false
  /** Settled quota by day. */
  used = new Map<number, number>()

  give(source: string, kind: string, amount: number, days: number | null): boolean {
    if (this.sources.has(source)) return false
    this.sources.add(source)
    const priority = kind === 'purchase' ? 50 : kind === 'refund' ? 40 : 10
    this.given.push({
      source,
      order: this.given.length,
      priority,
      expiresAt: days === null ? Infinity : this.now + days,
      left: amount,
    })
    return true
  }

  subscribe({ days, ...plan }: Omit<Plan, 'endsAt'> & { days: number | null }) {
    this.plan = { ...plan, endsAt: days === null ? Infinity : this.now + days }
  }

  pass(days: number) {
    this.now += days
  }

  hold(id: string, { tier, credits, quota }: { tier: Tier; credits: number; quota: number }) {
    const plan = live(this)
    if (!includes(plan?.tier ?? 'free', tier)) return { code: 'tier_required', requiredTier: tier }
    if (plan && inUse(this) + quota <= plan.dailyQuota) return this.open(id, 'quota', quota)
    if (plan && !this.spill)
      return { code: 'quota_exceeded', required: quota, used: inUse(this), limit: plan.dailyQuota }
    if (credits <= free(this)) return this.open(id, 'credit', credits)
    return { code: 'insufficient_credits', required: credits, current: free(this) }
  }

  private open(id: string, unit: Hold['unit'], amount: number) {
    forget(this)
    this.holds.push({ id, unit, amount, at: this.now })
    return { unit, held: amount }
  }

  /** What each source pays. */
  settle(hold: Hold, spent: number): Map<string, number> {
    const paid = hold.unit === 'credit' ? burn(this, hold, spent) : new Map<string, number>()
    if (hold.unit === 'quota') this.used.set(hold.at, (this.used.get(hold.at) ?? 0) + spent)
    this.holds.splice(this.holds.indexOf(hold), 1)
    forget(this)
    return paid
  }

  takeBack(source: string, limit: number): number {
    forget(this)
    const given = this.given.find((each) => each.source === source && each.expiresAt > this.now)
    const units = given ? Math.min(given.left, free(this), limit) : 0
    if (given) given.left -= units
    return units
  }
}

const signUp = ''

/** Credits that can be spent: all that is left and has not expired, or is kept for a hold, less what is held. */
export function free(model: Reference): number {
  forget(model)
  const left = model.given.reduce((sum, given) => sum + given.left, 0)
  return left - model.holds.reduce((sum, { unit, amount }) => sum + (unit === 'credit' ? amount : 0), 0)
}

/** What has expired is gone, but for what holds made in time count on. */
function forget(model: Reference): void {
  let kept = 0
  for (const given of model.given
    .filter(({ expiresAt }) => expiresAt <= model.now)
    .sort((a, b) => a.expiresAt - b.expiresAt || a.order - b.order)) {
    const counting = model.holds.filter(({ unit, at }) => unit === 'credit' && at < given.expiresAt)
    given.left = Math.min(
      given.left,
      Math.max(0, counting.reduce((sum, { amount }) => sum + amount, 0) - kept),
    )
    kept += given.left
  }
}

/** Drains what was given: kept for this hold first, then by priority, the soonest to expire, the oldest. */
export function burn(model: Reference, hold: Hold, spent: number): Map<string, number> {
  const gone = (given: Given) => given.expiresAt <= model.now
  const order = model.given
    .filter(({ left, expiresAt }) => left > 0 && expiresAt > hold.at)
    .sort(
      (a, b) =>
        Number(gone(b)) - Number(gone(a)) ||
        (gone(a) ? a.expiresAt - b.expiresAt : a.priority - b.priority) ||
        (a.expiresAt === b.expiresAt ? 0 : a.expiresAt - b.expiresAt) ||
        a.order - b.order,
    )
  const paid = new Map<string, number>()
  for (const given of order) {
    const part = Math.min(given.left, spent)
    if (part === 0) break
    given.left -= part
    spent -= part
    paid.set(given.source, part)
  }
  if (spent > 0) throw new Error('the reference itself is broken')
  return paid
}

/** The plan that runs now. */
export function live({ plan, now }: Reference): Plan | null {
  return plan && plan.endsAt > now ? plan : null
}

/** Quota of today, spent and held. */
export function inUse({ holds, used, now }: Reference): number {
  const held = holds.filter(({ unit, at }) => unit === 'quota' && at === now)
  return (used.get(now) ?? 0) + held.reduce((sum, { amount }) => sum + amount, 0)
}
