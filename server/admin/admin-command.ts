import { parseArgs } from 'node:util'
import { findAccountByEmail } from '#server/accounts/find-account-by-email.ts'
import { makeAdmin } from '#server/accounts/make-admin.ts'
import { openGateways } from '#server/billing/gateways/gateways.ts'
import { grantPlan } from '#server/billing/grant-plan.ts'
import { replayNotification } from '#server/billing/replay-notification.ts'
import { grant } from '#server/ledger/grant.ts'
import { newId } from '#server/platform/ids.ts'
import type { Platform } from '#server/platform/platform.ts'
import { Problem } from '#server/platform/problem.ts'

const usage = `./lumiku admin make-admin <email>
./lumiku admin grant-credits <email> <amount> --reason "…"
./lumiku admin grant-plan <email> <planId> --reason "…"
./lumiku admin replay-notification <id>`

/** What an operator does from a terminal. Resolves to the exit code. */
export async function admin(platform: Platform, args: string[]): Promise<number> {
  const { db } = platform
  const { values, positionals } = parseArgs({
    args,
    options: { reason: { type: 'string' } },
    allowPositionals: true,
  })
  const [action, email = '', what = ''] = positionals
  const reason = values.reason?.trim() ?? ''
  if (action === 'replay-notification') return replay(platform, email)
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

/** Judges a stored notification again: after a setting was corrected, or a payment service was mended. */
async function replay(platform: Platform, id: string): Promise<number> {
  const [message] = /^\d{1,18}$/.test(id)
    ? await platform.db`select gateway from gateway_messages where id = ${id}::bigint`
    : []
  if (!message) return fail(`There is no notification ${id}`)
  const gateway = openGateways(platform).find(message.gateway)
  if (!gateway) return fail(`The gateway ${message.gateway} has no keys here`)
  try {
    console.log(`Notification ${id}: ${await replayNotification(platform, gateway, id)}`)
    return 0
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return fail(`Notification ${id}: ${error.message}`)
  }
}

function fail(message: string): number {
  console.error(message)
  return 1
}
