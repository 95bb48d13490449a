import { z } from 'zod'
import { Plan } from './schemas.ts'

export const PlanOffer = Plan.omit({ current: true, trialDays: true })
  .extend({
    enabled: z.boolean().describe('It is on sale. Who is on it stays on it and may renew it either way.'),
    trialDays: z.int().describe('Free days before paying; 0: none.'),
    subscribers: z.int().describe('Accounts that are on it now.'),
    trials: z.int().describe('Accounts that have had its free days.'),
  })
  .meta({ id: 'PlanOffer', description: 'A plan as operators see it.' })
export type PlanOffer = z.infer<typeof PlanOffer>

export const PlanChanges = z
  .strictObject({
    enabled: z.boolean().optional(),
    trialDays: z.int().min(0).max(90).optional().describe('For plans that cost something.'),
  })
  .refine((changes) => Object.keys(changes).length > 0, 'Nothing to change')
export type PlanChanges = z.infer<typeof PlanChanges>
