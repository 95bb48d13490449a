import { z } from 'zod'
import { Charge, Decision } from '#server/generations/charge-schemas.ts'

const whose = { accountId: z.uuid(), userId: z.uuid().describe('Who asked for the run.') }

export const AccountCharge = Charge.extend(whose).meta({ id: 'AccountCharge' })
export const AccountDecision = Decision.extend(whose).meta({ id: 'AccountDecision' })
