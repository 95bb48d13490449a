import { z } from 'zod'
import { pageOf } from '#server/platform/page.ts'

export const Balance = z
  .object({
    balance: z.int().describe('Credits that can be spent now.'),
    held: z.int().describe('Credits set aside by runs that have not ended.'),
  })
  .meta({ id: 'Balance' })
export type Balance = z.infer<typeof Balance>

export const LedgerEntry = z
  .object({
    id: z.string(),
    kind: z
      .enum(['grant', 'hold', 'settle', 'release', 'expire', 'take_back'])
      .describe('`expire`: what was left of a grant when it ran out. `take_back`: what a refund took.'),
    amount: z.int().describe('Signed change of what can be spent.'),
    balanceAfter: z.int(),
    spent: z.int().describe('What left for good; told when a hold ends.'),
    description: z.string().describe('A stable word, or the model that was run.'),
    at: z.iso.datetime(),
    generationId: z.uuid().optional(),
    paymentId: z.uuid().optional().describe('The payment that bought them.'),
  })
  .meta({
    id: 'LedgerEntry',
    description: 'One line of the books. Lines are never changed; they explain every balance.',
  })
export type LedgerEntry = z.infer<typeof LedgerEntry>

export const CreditHistory = pageOf(LedgerEntry)

const breakdown = z.record(z.string(), z.int()).describe('Units by model.')

export const QuotaStatus = z
  .object({
    used: z.int().describe('Spent today, and held by runs that have not ended.'),
    limit: z.int(),
    remaining: z.int(),
    resetAt: z.iso.datetime().describe('The next 00:00 UTC.'),
    breakdown,
  })
  .meta({ id: 'Quota' })
export type QuotaStatus = z.infer<typeof QuotaStatus>

export const QuotaDay = z
  .object({ day: z.iso.date().describe('A day in UTC.'), used: z.int(), limit: z.int(), breakdown })
  .meta({ id: 'QuotaDay' })
export type QuotaDay = z.infer<typeof QuotaDay>
