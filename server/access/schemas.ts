import { z } from 'zod'
import { apps } from '#apps/server.ts'
import { AccountType, Tier } from '#server/billing/schemas.ts'
import { QuotaDay, QuotaStatus } from '#server/ledger/schemas.ts'
import { problem } from '#server/platform/problem-schema.ts'

export const Me = z
  .object({
    user: z.object({
      id: z.uuid(),
      name: z.string(),
      email: z.string(),
      emailVerified: z.boolean(),
      role: z.enum(['member', 'admin']),
      locale: z.enum(['id', 'en']),
    }),
    account: z.object({
      id: z.uuid(),
      kind: z.enum(['personal', 'team']),
      accountType: AccountType,
      tier: Tier,
      planId: z.string().nullable(),
      useCreditsAfterQuota: z.boolean().describe("Credits pay when the day's quota is used up."),
    }),
    credits: z.int().describe('Credits that can be spent now.'),
    creditsHeld: z.int(),
    quota: QuotaStatus.nullable().describe('Null for `payg` accounts.'),
    storage: z.object({ used: z.int().describe('Bytes.'), limit: z.int().describe('Bytes.') }),
  })
  .meta({ id: 'Me', description: 'Who is here, what they may and what they have.' })
export type Me = z.infer<typeof Me>

export const AppId = z.enum(apps.map(({ manifest }) => manifest.id))
export const ActionId = z.enum([...new Set(apps.flatMap(({ manifest }) => manifest.actions))])

const manifest = {
  id: z.string(),
  name: z.string(),
  tagline: z.object({ id: z.string(), en: z.string() }),
  icon: z.string(),
  status: z.enum(['ready', 'coming']).describe('`coming` apps are listed and refuse to run.'),
  actions: z.array(z.string()),
}

export const App = z
  .object({
    ...manifest,
    availableModels: z.int().describe("Models the caller's plan reaches."),
    lockedModels: z.int().describe('Models another plan would open.'),
    priceFrom: z.int().nullable().describe('Base credits of the cheapest open model.'),
  })
  .meta({ id: 'App' })
export type App = z.infer<typeof App>

export const Apps = z.object({ apps: z.array(App) })

export const Terms = z
  .object({
    base: z.number(),
    perSecond: z.object({ credits: z.number(), seconds: z.number() }).optional(),
    perMegapixel: z.object({ credits: z.number(), megapixels: z.number() }).optional(),
    per: z.enum(['video', 'set', 'picture']).optional(),
    quota: z.int(),
  })
  .meta({
    id: 'PriceTerms',
    description: 'The exact fractions behind the rates: `credits` for so many `seconds` or `megapixels`.',
  })

export const Model = z
  .object({
    modelKey: z.string(),
    name: z.string(),
    tier: Tier,
    beta: z.boolean(),
    provider: z.string(),
    available: z.boolean().describe('Whether its provider is set up on this installation.'),
    accessible: z.boolean().describe("Whether the caller's plan reaches it."),
    requiredTier: Tier.optional().describe('What opens it, when it is not accessible.'),
    price: z.object({
      credits: z.object({
        base: z.number(),
        perSecond: z.number().optional(),
        perMegapixel: z.number().optional(),
        per: z.enum(['video', 'set', 'picture']).optional(),
      }),
      quota: z.int(),
    }),
    terms: Terms,
    capabilities: z.record(z.string(), z.unknown()).describe('Sizes, lengths and counts the model can do.'),
  })
  .meta({ id: 'Model' })
export type Model = z.infer<typeof Model>

export const Models = z.object({ models: z.array(Model) })

export const Catalog = z.object({ apps: z.array(z.object({ ...manifest, models: z.array(Model) })) })

export const Quota = QuotaStatus.extend({ accountType: AccountType }).meta({ id: 'QuotaStatus' })

export const QuotaHistory = z.object({ history: z.array(QuotaDay) })

export const Exit = z
  .object({
    kind: z.enum(['wait', 'buy_credits', 'upgrade']),
    at: z.iso.datetime().optional().describe('`wait`: when the quota returns.'),
    packId: z.string().optional().describe('`buy_credits`: the smallest pack that covers it.'),
    planId: z.string().optional().describe('`upgrade`: the cheapest plan that would do.'),
    amount: z.int().optional().describe('Whole rupiah to pay today.'),
  })
  .meta({ id: 'Exit', description: 'A way out of a refusal, priced.' })
export type Exit = z.infer<typeof Exit>

const exits = z.array(Exit)

export const InsufficientCredits = problem('insufficient_credits', {
  required: z.int(),
  current: z.int(),
  resetAt: z.iso.datetime().optional().describe('For subscribers: when the quota returns.'),
  exits,
})

export const TierRequired = problem('tier_required', { modelKey: z.string(), requiredTier: Tier, exits })

export const QuotaExceeded = problem('quota_exceeded', {
  required: z.int(),
  used: z.int(),
  limit: z.int(),
  remaining: z.int(),
  resetAt: z.iso.datetime(),
  exits,
})

export const ModelUnavailable = problem('model_unavailable', {
  modelKey: z.string().optional(),
  beta: z.boolean().optional().describe('It opens to its testers only.'),
  app: z.string().optional(),
  reason: z.literal('coming').optional().describe('The whole app is still to come.'),
})
