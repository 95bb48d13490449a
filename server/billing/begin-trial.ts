import { createHash } from 'node:crypto'
import type { Caller } from '#server/accounts/require-user.ts'
import type { Db, Tx } from '#server/platform/db.ts'
import { Problem } from '#server/platform/problem.ts'
import { type Begun, beginPeriod } from './begin-period.ts'
import type { findPlan } from './plans.ts'

/** Starts a plan's free days: once for each account and each e-mail address, however it is spelled. 409 `trial_used` the second time. */
export async function beginTrial(
  tx: Tx,
  { accountId, email }: Pick<Caller, 'accountId' | 'email'>,
  plan: NonNullable<Awaited<ReturnType<typeof findPlan>>>,
): Promise<Begun> {
  if (plan.trialDays === 0) throw new Problem('trial_used', { detail: 'This plan has no free days' })
  const [first] = await tx`
    insert into trials (account_id, email_digest, plan_id) values (${accountId}, ${digest(email)}, ${plan.planId})
    on conflict do nothing returning 1`
  if (!first) throw new Problem('trial_used')
  return beginPeriod(tx, { accountId, plan, kind: 'trial', days: plan.trialDays })
}

/** Whether somebody may still start free days. */
export async function mayTry(
  db: Db,
  { accountId, email }: Pick<Caller, 'accountId' | 'email'>,
): Promise<boolean> {
  const [row] = await db`
    select not exists (select from trials where account_id = ${accountId} or email_digest = ${digest(email)}) as so`
  return row.so
}

/** `Sari.Dewi+toko@gmail.com` reads the same mailbox as `saridewi@gmail.com`. */
function digest(email: string): string {
  const [name = '', host = ''] = email.toLowerCase().split('@')
  const plain = name.split('+')[0]!
  const mailbox = /^g(oogle)?mail\.com$/.test(host) ? plain.replaceAll('.', '') : plain
  return createHash('sha256').update(`${mailbox}@${host}`).digest('hex')
}
