/** What the server answers: the types its own code is held to, and the API description is made of. */
export type { PriceTerms as Terms } from '#catalog/price.ts'
export type { App as AppSummary, Exit, Me, Model as ModelOffer } from '#server/access/schemas.ts'
export type { Session, User } from '#server/accounts/schemas.ts'
export type { Payment } from '#server/billing/payment-schemas.ts'
export type { Pack, Plan } from '#server/billing/schemas.ts'
export type { Asset, WriteOut } from '#server/files/schemas.ts'
export type { Charge, ChargeRule, Decision, RefusalRule } from '#server/generations/charge-schemas.ts'
export type { Generation, GenerationOutput, Quote, Usage } from '#server/generations/schemas.ts'
export type { QuotaStatus as Quota } from '#server/ledger/schemas.ts'
export type { ListedProject, Project } from '#server/projects/schemas.ts'

import type { Me } from '#server/access/schemas.ts'
import type { SubscriptionStatus as Sold } from '#server/billing/schemas.ts'
import type { Generation } from '#server/generations/schemas.ts'
import type { LedgerEntry as Entry } from '#server/ledger/schemas.ts'

export type AccountType = Me['account']['accountType']
export type GenerationStatus = Generation['status']

/** A line of the books; pages name the kinds they know and show the rest as they come. */
export type LedgerEntry = Omit<Entry, 'kind' | 'spent'> & { kind: string; spent?: number }

/** With what only a subscription that renews tells. */
export type SubscriptionStatus = Omit<Sold, 'subscription'> & {
  subscription: (NonNullable<Sold['subscription']> & { nextPaymentAt?: string }) | null
}

export interface Page<Item> {
  items: Item[]
  nextCursor: string | null
}

/** What something costs today, with everything taken off. Whole rupiah. */
export interface Priced {
  item: string
  listAmount: number
  carriedOver: number
  discount: number
  amount: number
  couponCode?: string
}

/** What changing the plan means. */
export interface PlanChange {
  kind: 'upgrade' | 'downgrade' | 'none'
  planId: string
  effectiveAt: string
  nextAmount: number
  price?: { price: number; carriedOver: number; amount: number; excess: number }
}
