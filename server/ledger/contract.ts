import { describe } from '#server/platform/describe.ts'
import { Balance, CreditHistory } from './schemas.ts'

const tag = 'Credits'

export const contract = {
  balance: describe({
    id: 'getBalance',
    tag,
    summary: 'Credits to spend and credits set aside',
    answers: { 200: Balance },
  }),
  history: describe({
    id: 'listLedgerEntries',
    tag,
    summary: 'Every line of the books, newest first',
    answers: { 200: CreditHistory },
    problems: ['invalid_input'],
  }),
}
