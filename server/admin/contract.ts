import { describe } from '#server/platform/describe.ts'
import { AccountCharge, AccountDecision } from './schemas.ts'

const tag = 'Operators'

export const contract = {
  charge: describe({
    id: 'getAnyCharge',
    tag,
    summary: "Why anyone's run cost what it cost",
    answers: { 200: AccountCharge },
    problems: ['admin_only', 'not_found'],
  }),
  decision: describe({
    id: 'getAnyDecision',
    tag,
    summary: "Why anyone's run was refused",
    description: 'Callers may bring request ids of their own: of several accounts’, the newest is told.',
    answers: { 200: AccountDecision },
    problems: ['admin_only', 'not_found'],
  }),
}
