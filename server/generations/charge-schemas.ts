import { z } from 'zod'
import { Exit, Terms } from '#server/access/schemas.ts'
import { AccountType, Tier } from '#server/billing/schemas.ts'
import { LedgerEntry } from '#server/ledger/schemas.ts'
import { GenerationStatus } from './schemas.ts'

const unit = z.enum(['credit', 'quota'])
const run = {
  app: z.string(),
  action: z.string(),
  modelKey: z.string(),
}

const facts = z.object({
  accountType: AccountType,
  tier: Tier,
  planId: z.string().nullable(),
  dailyQuota: z.int().describe('What the plan gave a UTC day; 0 without one.'),
  model: z.object({
    modelKey: z.string(),
    name: z.string(),
    tier: Tier,
    revision: z.int().describe('Grows with every edit of the model.'),
    price: Terms,
  }),
})
export type Facts = z.infer<typeof facts>

export const ChargeRule = facts
  .extend({
    code: z
      .enum(['quota', 'credits', 'credits_after_quota', 'free'])
      .describe(
        '`quota`: the plan pays with its quota. `credits`: a `payg` account pays with credits. `credits_after_quota`: the quota was too small, and credits were allowed to pay. `free`: it costs nothing.',
      ),
  })
  .meta({ id: 'ChargeRule', description: 'What pays and why, from the facts of that moment.' })
export type ChargeRule = z.infer<typeof ChargeRule>

export const RefusalRule = facts
  .extend({
    code: z
      .enum(['tier', 'quota', 'credits', 'credits_after_quota'])
      .describe(
        '`tier`: the plan does not reach the model. `quota`: only the quota was allowed to pay. `credits`: a `payg` account pays with credits. `credits_after_quota`: neither the quota nor the credits after it were enough.',
      ),
  })
  .meta({ id: 'RefusalRule', description: 'What said no, from the facts of that moment.' })
export type RefusalRule = z.infer<typeof RefusalRule>

export const Charge = z
  .object({
    generationId: z.uuid(),
    status: GenerationStatus,
    ...run,
    outputs: z.object({ wanted: z.int(), delivered: z.int() }),
    quote: z
      .object({
        credits: z.int().describe('What all results cost in credits.'),
        quota: z.int().describe('What they cost in quota.'),
        paysWith: z.enum(['credits', 'quota', 'none']),
      })
      .nullable(),
    rule: ChargeRule.nullable(),
    hold: z.object({
      unit,
      amount: z.int(),
      at: z.iso.datetime(),
      day: z.iso.date().nullable().describe('The UTC day whose quota it counts in.'),
      endedAt: z.iso.datetime().nullable(),
      settled: z.int().nullable().describe('What was charged; null until the run ends.'),
      released: z.int().nullable().describe('What was given back; null until the run ends.'),
    }),
    grants: z
      .array(
        z.object({
          grantId: z.uuid(),
          kind: z.enum(['sign_up', 'purchase', 'admin', 'refund']),
          description: z.string(),
          amount: z.int().describe('What it paid of this run.'),
          grantedAt: z.iso.datetime(),
          expiresAt: z.iso.datetime().nullable(),
        }),
      )
      .describe('Which credits paid, in the order they burned. Empty until the run ends, and for quota.'),
    entries: z.array(LedgerEntry.extend({ unit })).describe("The run's lines of the books, oldest first."),
    settlement: z
      .object({
        delivered: z.int(),
        wanted: z.int(),
        schedule: z.array(z.int()).describe('What 0, 1, 2 … delivered results cost, fixed when it was held.'),
        settled: z.int(),
        released: z.int(),
        at: z.iso.datetime(),
        results: z
          .array(z.object({ position: z.int(), assetId: z.uuid() }))
          .describe('Also those deleted since.'),
        failures: z.array(z.object({ position: z.int(), reason: z.string() })),
      })
      .nullable()
      .describe('What was delivered and what that cost; null until the run ends.'),
  })
  .meta({
    id: 'Charge',
    description:
      'Why a run cost what it cost. `quote` and `rule` are null for runs from before they were kept.',
  })
export type Charge = z.infer<typeof Charge>

export const Decision = z
  .object({
    requestId: z.string(),
    at: z.iso.datetime(),
    ...run,
    outputs: z.int().describe('Results asked for.'),
    status: z.union([z.literal(402), z.literal(403), z.literal(429)]),
    code: z.enum(['insufficient_credits', 'tier_required', 'quota_exceeded']),
    refusal: z
      .union([
        z.object({ required: z.int(), current: z.int(), resetAt: z.iso.datetime().optional() }),
        z.object({ modelKey: z.string(), requiredTier: Tier }),
        z.object({
          required: z.int(),
          used: z.int(),
          limit: z.int(),
          remaining: z.int(),
          resetAt: z.iso.datetime(),
        }),
      ])
      .describe('The numbers of the refusal, as it was answered.'),
    quote: z.object({ credits: z.int(), quota: z.int() }).describe('What the run would have cost.'),
    exits: z.array(Exit).describe('The ways out as they were answered, from what was on sale then.'),
    rule: RefusalRule,
  })
  .meta({ id: 'Decision', description: 'Why a run was refused. Kept for 30 days.' })
export type Decision = z.infer<typeof Decision>
