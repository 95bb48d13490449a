import type { PriceTerms } from '#catalog/price.ts'
import type { Tier } from '#catalog/tiers.ts'

export type AccountType = 'payg' | 'subscription'

export interface User {
  id: string
  name: string
  email: string
  emailVerified: boolean
  locale?: 'id' | 'en'
  image?: string | null
  createdAt?: string
}

export interface Quota {
  used: number
  limit: number
  remaining: number
  /** When the day's quota returns: the next 00:00 UTC. */
  resetAt: string
  breakdown?: Record<string, number>
}

export interface Me {
  user: User
  account: {
    id: string
    kind: 'personal' | 'team'
    accountType: AccountType
    tier: Tier
    useCreditsAfterQuota?: boolean
  }
  credits: number
  creditsHeld?: number
  quota: Quota | null
  storage: { used: number; limit: number }
}

export interface Plan {
  planId: string
  tier: Tier
  name: string
  price: number
  billingCycle: 'monthly' | 'yearly'
  dailyQuota: number
  features: string[]
  popular?: boolean
  savePercent?: number
  current?: boolean
}

export interface Pack {
  packId: string
  credits: number
  amount: number
}

export interface AppSummary {
  id: string
  name: string
  tagline: string | { id: string; en: string }
  icon: string
  actions: string[]
  status?: 'ready' | 'coming'
  availableModels: number | unknown[]
  lockedModels: number | unknown[]
  /** Base credits of the cheapest open model. */
  priceFrom?: number | null
}

export interface ModelOffer {
  modelKey: string
  name: string
  tier: Tier
  beta: boolean
  provider: string
  available: boolean
  accessible: boolean
  requiredTier?: Tier
  price: { credits: { base: number; perSecond?: number; perMegapixel?: number; per?: string }; quota: number }
  /** The exact fractions behind the rates. */
  terms?: PriceTerms
  capabilities: Record<string, unknown>
}

export type Terms = PriceTerms

export interface Quote {
  modelKey: string
  outputs: number
  credits: number
  quota: number
  paysWith: 'credits' | 'quota' | 'none'
  balanceAfter?: number
  expiresAt: string
}

export interface Exit {
  kind: 'wait' | 'buy_credits' | 'upgrade'
  at?: string
  packId?: string
  planId?: string
  amount?: number
}

export interface Asset {
  id: string
  name: string
  type: string
  bytes: number
  width?: number | null
  height?: number | null
  seconds?: number | null
  hasAudio?: boolean | null
  url: string
  thumbnailUrl?: string | null
  createdAt?: string
}

export type GenerationStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

export interface GenerationOutput extends Omit<Asset, 'id'> {
  assetId: string
  position?: number
  recipe?: Record<string, unknown>
}

export interface Generation {
  id: string
  app: string
  action: string
  modelKey: string
  name?: string | null
  status: GenerationStatus
  /** 0–1 */
  progress: number
  stage?: string | null
  /** Seconds left, where it can be told. */
  eta?: number | null
  charged: { unit: 'credit' | 'quota'; held: number; settled: number }
  input: Record<string, unknown>
  outputs: GenerationOutput[]
  outputsWanted?: number
  /** Results that could not be made; not charged. */
  failures?: { position: number; reason: string }[]
  error?: { code?: string; message?: string } | string | null
  createdAt: string
  startedAt?: string | null
  finishedAt?: string | null
}

export interface LedgerEntry {
  id: string
  kind: string
  amount: number
  balanceAfter: number
  /** What left for good, told when a hold ends. */
  spent?: number
  description: string
  at: string
  generationId?: string | null
  paymentId?: string | null
}

export interface Usage {
  generationId: string
  modelKey: string
  action: string
  usageType: 'credit' | 'quota'
  creditUsed: number
  quotaUsed: number
  at: string
}

export interface SubscriptionStatus {
  subscription: {
    id: string
    planId: string
    status: 'pending' | 'active' | 'grace' | 'expired'
    startsAt: string
    endsAt: string | null
    cancelAtPeriodEnd: boolean
    nextPaymentAt?: string | null
    scheduledPlanId?: string | null
  } | null
  plan?: Plan | null
  tier: Tier
  isActive: boolean
  accountType: AccountType
}

export interface Page<Item> {
  items: Item[]
  nextCursor: string | null
}

/** One of better-auth's sessions. */
export interface Session {
  id: string
  token: string
  createdAt: string
  updatedAt: string
  expiresAt: string
  ipAddress?: string | null
  userAgent?: string | null
}
