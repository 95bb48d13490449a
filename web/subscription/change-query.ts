import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'
import type { PlanChange, Priced } from '../api-types.ts'
import { keys } from '../queries.ts'

/** What taking a plan would mean now. Whole rupiah. */
export interface Change {
  /** `start`: nothing runs yet. */
  kind: 'start' | PlanChange['kind']
  /** Of what is scheduled: when it begins. */
  effectiveAt: string
  listAmount: number
  carriedOver: number
  /** To pay now. */
  amount: number
  /** Carried over beyond the price; it becomes credits. */
  excess: number
  /** Every cycle from then on. */
  nextAmount: number
}

export function changeQuery(planId: string, live: boolean) {
  return queryOptions({
    queryKey: [...keys.subscription, 'change', planId, live],
    queryFn: () => (live ? preview(planId) : start(planId)),
    staleTime: 0,
  })
}

async function start(planId: string): Promise<Change> {
  const priced = await priceOf(planId)
  return { kind: 'start', effectiveAt: '', excess: 0, nextAmount: priced.listAmount, ...priced }
}

async function preview(planId: string): Promise<Change> {
  const { kind, effectiveAt, nextAmount, price } = await previewOf(planId)
  const told = { kind, effectiveAt, nextAmount }
  if (!price) return { ...told, listAmount: nextAmount, carriedOver: 0, amount: 0, excess: 0 }
  // What the payment service takes at least may leave less to be carried over; the rest is not lost.
  const { listAmount, carriedOver, amount } = await priceOf(planId)
  return { ...told, listAmount, carriedOver, amount, excess: price.carriedOver + price.excess - carriedOver }
}

function priceOf(planId: string): Promise<Priced> {
  return api.post<Priced>('/api/payments/price', { item: planId })
}

/** Writes nothing. */
export function previewOf(planId: string): Promise<PlanChange> {
  return api.post<PlanChange>('/api/subscription/change-plan?preview=true', { planId })
}
