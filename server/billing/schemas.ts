import { z } from 'zod'
import { tiers } from '#catalog/tiers.ts'

export const Tier = z.enum(tiers).meta({ id: 'Tier', description: 'A tier includes those before it.' })

export const AccountType = z.enum(['payg', 'subscription']).meta({
  id: 'AccountType',
  description:
    '`payg` pays with credits, `subscription` with a daily quota. It follows from the live subscription.',
})

export const Plan = z
  .object({
    planId: z.string(),
    tier: Tier,
    name: z.string(),
    price: z.int().describe('Whole rupiah a cycle.'),
    billingCycle: z.enum(['monthly', 'yearly']),
    dailyQuota: z.int().describe('Generates a UTC day.'),
    features: z.array(z.string()),
    popular: z.boolean().optional(),
    savePercent: z.number().optional(),
    trialDays: z
      .int()
      .optional()
      .describe('Free days this plan starts with, where it has them and the caller has not used theirs.'),
    current: z.boolean().optional().describe("True on the caller's own plan."),
  })
  .meta({ id: 'Plan' })
export type Plan = z.infer<typeof Plan>

export const Plans = z.object({ plans: z.array(Plan) })

export const Pack = z
  .object({ packId: z.string(), credits: z.int(), amount: z.int().describe('Whole rupiah.') })
  .meta({ id: 'Pack', description: 'Credits for sale. Bought credits do not expire.' })
export type Pack = z.infer<typeof Pack>

export const Packs = z.object({ packs: z.array(Pack) })

export const Subscription = z
  .object({
    id: z.uuid(),
    planId: z.string(),
    status: z.enum(['pending', 'active', 'grace', 'expired']),
    startsAt: z.iso.datetime().nullable(),
    endsAt: z.iso.datetime().nullable().describe('Null: it does not end.'),
    cancelAtPeriodEnd: z.boolean(),
    nextPaymentAt: z.iso.datetime().optional().describe('When the next period has to be paid for.'),
    scheduledPlanId: z.string().optional().describe('The plan from the next period on.'),
    tier: Tier,
    price: z.int().describe('Whole rupiah a cycle, as sold.'),
    dailyQuota: z.int(),
  })
  .meta({ id: 'Subscription', description: 'The terms are those it was sold with.' })
export type Subscription = z.infer<typeof Subscription>

export const SubscriptionStatus = z
  .object({
    subscription: Subscription.nullable(),
    plan: Plan.optional().describe('The offer as it stands today, while it is on sale.'),
    tier: Tier,
    isActive: z.boolean(),
    accountType: AccountType,
  })
  .meta({ id: 'SubscriptionStatus' })
export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>
