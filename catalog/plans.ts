import type { Tier } from './tiers.ts'

/** What an account may subscribe to. `price` is whole rupiah per cycle; `dailyQuota` is generates per UTC day. */
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
}

/** In display order. The database is the truth at run time: seeding adds what is missing and keeps what an admin edited. */
export const plans: Plan[] = [
  {
    planId: 'free-forever',
    tier: 'free',
    name: 'Free Forever',
    price: 0,
    billingCycle: 'monthly',
    dailyQuota: 10,
    features: ['freeModelsOnly', 'basicSupport'],
  },
  {
    planId: 'basic-monthly',
    tier: 'basic',
    name: 'Basic Monthly',
    price: 99_000,
    billingCycle: 'monthly',
    dailyQuota: 50,
    features: ['basicModels', 'emailSupport', 'noWatermark'],
  },
  {
    planId: 'pro-monthly',
    tier: 'pro',
    name: 'Pro Monthly',
    price: 299_000,
    billingCycle: 'monthly',
    dailyQuota: 100,
    features: ['proModels', 'prioritySupport', 'apiAccess', 'customBranding'],
    popular: true,
  },
  {
    planId: 'enterprise-monthly',
    tier: 'enterprise',
    name: 'Enterprise Monthly',
    price: 999_000,
    billingCycle: 'monthly',
    dailyQuota: 500,
    features: ['allModels', 'dedicatedSupport', 'apiAccess', 'customBranding', 'sla', 'onPremise', 'team'],
  },
  {
    planId: 'pro-yearly',
    tier: 'pro',
    name: 'Pro Yearly',
    price: 2_870_000,
    billingCycle: 'yearly',
    dailyQuota: 100,
    features: ['proModels', 'prioritySupport', 'apiAccess', 'customBranding', 'yearlyDiscount'],
    savePercent: 20,
  },
]
