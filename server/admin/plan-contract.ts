import { z } from 'zod'
import { PlanChanges, PlanOffer } from '#server/billing/plan-offer-schemas.ts'
import { changes, describe, parameter, readsBody } from '#server/platform/describe.ts'

const tag = 'Operators'

export const inputs = { change: PlanChanges }

export const contract = {
  list: describe({
    id: 'listPlanOffers',
    tag,
    summary: 'Every plan, on sale or not, with how many are on it',
    answers: { 200: z.object({ plans: z.array(PlanOffer) }) },
    problems: ['admin_only'],
  }),
  change: describe({
    id: 'changePlanOffer',
    tag,
    summary: 'Put a plan on sale or take it off; say how many free days it has',
    description: 'What was sold keeps its terms. Prices cannot be changed here.',
    parameters: [parameter('path', 'planId', 'The plan.')],
    answers: { 200: z.object({ plan: PlanOffer }) },
    problems: [...changes, ...readsBody, 'admin_only', 'not_found'],
  }),
}
