import { parseArgs } from 'node:util'
import { findAccountByEmail } from '#server/accounts/find-account-by-email.ts'
import { makeAdmin } from '#server/accounts/make-admin.ts'
import { grantPlan } from '#server/billing/grant-plan.ts'
import { grant } from '#server/ledger/grant.ts'
import { newId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'

const usage = `./lumiku admin make-admin <email>
./lumiku admin grant-credits <email> <amount> --reason "…"
./lumiku admin grant-plan <email> <planId> --reason "…"`

/** What an operator does from a terminal. Resolves to the exit code. */
export async function admin({ db }: Platform, args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { reason: { type: 'string' } },
    allowPositionals: true,
  })
  const [action, email = '', what = ''] = positionals
  const reason = values.reason?.trim() ?? ''
  if (!action || !['make-admin', 'grant-credits', 'grant-plan'].includes(action)) return fail(usage)
  if (action !== 'make-admin' && !reason) return fail('Say why: --reason "…"')

  const account = await findAccountByEmail(db, email)
  if (!account) return fail(`Nobody here has the e-mail ${email}`)

  if (action === 'make-admin') {
    await makeAdmin(db, email)
    console.log(`${email} is an admin now.`)
    return 0
  }
  if (action === 'grant-credits') {
    const amount = Number(what)
    if (!Number.isSafeInteger(amount) || amount < 1 || amount > 1_000_000_000)
      return fail('The amount is a whole number of credits, at least 1')
    await grant(db, {
      accountId: account.accountId,
      kind: 'admin',
      source: `admin:${newId()}`,
      amount,
      description: reason,
    })
    console.log(`${email} has ${amount} more credits.`)
    return 0
  }
  const given = await grantPlan(db, { accountId: account.accountId, planId: what, reason })
  if (!given) return fail(`There is no plan ${what}`)
  console.log(`${email} is on ${given.planId}${given.endsAt ? ` until ${given.endsAt.toISOString()}` : ''}.`)
  return 0
}

function fail(message: string): number {
  console.error(message)
  return 1
}
