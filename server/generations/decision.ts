import { exits, type Offers } from '#server/access/exits.ts'
import { needOf, type Refusal } from '#server/access/refuse.ts'
import type { Db } from '#server/platform/db.ts'
import { Problem, statuses } from '#server/platform/problem.ts'
import type { Decision, RefusalRule } from './charge-schemas.ts'
import { ruleOf, type Terms } from './terms.ts'

type Decided = Extract<Refusal, { offers: Offers }>

/**
 * Why a start was refused, by the id of its request: the numbers and the ways out as they were answered. `accountId` null is for
 * operators; callers may bring ids of their own, so of several accounts' decisions they are told the newest. What names nothing,
 * and what is older than 30 days, is 404.
 */
export async function explainDecision(
  db: Db,
  requestId: string,
  { accountId }: { accountId: string | null },
): Promise<{ accountId: string; userId: string; decision: Decision }> {
  if (requestId.includes('\0')) throw new Problem('not_found')
  const [row]: DecisionRow[] = await db`
    select * from decisions
    where request_id = ${requestId} and (${accountId}::uuid is null or account_id = ${accountId}::uuid)
      and at > now() - interval '30 days'
    order by at desc limit 1`
  if (!row) throw new Problem('not_found')
  return { accountId: row.account_id, userId: row.user_id, decision: present(row) }
}

interface DecisionRow {
  request_id: string
  account_id: string
  user_id: string
  at: Date
  app: string
  action: string
  model_key: string
  refusal: Decided
  terms: Terms
}

function present({ refusal, terms, ...row }: DecisionRow): Decision {
  const { code, offers, ...numbers } = refusal
  return {
    requestId: row.request_id,
    at: row.at.toISOString(),
    app: row.app,
    action: row.action,
    modelKey: row.model_key,
    outputs: terms.outputs,
    status: statuses[code],
    code,
    refusal: numbers,
    quote: { credits: terms.credits, quota: terms.quota },
    exits: exits(offers, needOf(refusal, terms)),
    rule: ruleOf(ruleThatRefused(code, terms), terms),
  }
}

function ruleThatRefused(code: Decided['code'], { accountType }: Terms): RefusalRule['code'] {
  if (code === 'tier_required') return 'tier'
  if (code === 'quota_exceeded') return 'quota'
  return accountType === 'subscription' ? 'credits_after_quota' : 'credits'
}
