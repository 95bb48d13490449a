import type { Caller } from '#server/accounts/require-user.ts'
import { storageOf } from '#server/files/storage-of.ts'
import { balance } from '#server/ledger/balance.ts'
import { quotaStatus } from '#server/ledger/quota-status.ts'
import type { Db } from '#server/platform/db.ts'
import { entitlement } from './entitlement.ts'
import type { Me } from './schemas.ts'

/** Everything a page needs to know about who is here: person, account, what they may, what they have. */
export async function me(db: Db, caller: Caller): Promise<Me> {
  const [can, credits, storage] = await Promise.all([
    entitlement(db, caller.accountId),
    balance(db, caller.accountId),
    storageOf(db, caller.accountId),
  ])
  return {
    user: {
      id: caller.userId,
      name: caller.name,
      email: caller.email,
      emailVerified: caller.emailVerified,
      role: caller.role,
      locale: caller.locale,
    },
    account: {
      id: caller.accountId,
      kind: caller.accountKind,
      accountType: can.accountType,
      tier: can.tier,
      planId: can.planId,
      useCreditsAfterQuota: can.useCreditsAfterQuota,
    },
    credits: credits.balance,
    creditsHeld: credits.held,
    quota:
      can.accountType === 'subscription' ? await quotaStatus(db, caller.accountId, can.dailyQuota) : null,
    storage,
  }
}
