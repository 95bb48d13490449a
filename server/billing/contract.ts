import { describe } from '#server/platform/describe.ts'
import { Packs, Plans, SubscriptionStatus } from './schemas.ts'

export const contract = {
  plans: describe({
    id: 'listPlans',
    tag: 'Subscription',
    summary: 'Plans on sale, in display order',
    description: "With a session, the caller's plan is marked `current`.",
    by: 'maybe',
    answers: { 200: Plans },
  }),
  status: describe({
    id: 'getSubscription',
    tag: 'Subscription',
    summary: "The account's newest subscription and what it gives",
    answers: { 200: SubscriptionStatus },
  }),
  packs: describe({
    id: 'listPacks',
    tag: 'Credits',
    summary: 'Credit packs on sale, smallest first',
    by: 'anyone',
    answers: { 200: Packs },
  }),
}
