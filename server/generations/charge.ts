import type { Db } from '#server/platform/db.ts'
import { isId } from '#server/platform/ids.ts'
import { Problem } from '#server/platform/problem.ts'
import type { Charge } from './charge-schemas.ts'
import type { GenerationRow } from './rows.ts'
import { ruleOf, type Terms } from './terms.ts'

/**
 * Why a run cost what it cost, in one query: quote, rule, hold, the grants that paid, the lines of the books, what was
 * delivered. `accountId` null is for operators, who may ask about anyone's. An id that names nothing there is 404.
 */
export async function explainCharge(
  db: Db,
  id: string,
  { accountId }: { accountId: string | null },
): Promise<{ accountId: string; userId: string; charge: Charge }> {
  if (!isId(id)) throw new Problem('not_found')
  const [row]: ChargeRow[] = await db`
    select g.id, g.account_id, g.user_id, g.status, g.app, g.action, g.model_key, g.outputs_wanted, g.failures, g.terms,
      to_jsonb(g.schedule) as schedule,
      jsonb_build_object('unit', h.unit, 'amount', h.amount, 'at', iso(h.created_at), 'day', h.day, 'endedAt', iso(h.ended_at),
        'settled', h.settled, 'released', h.amount - h.settled) as hold,
      (select coalesce(jsonb_agg(jsonb_build_object('position', o.position, 'assetId', o.asset_id) order by o.position), '[]')
       from generation_outputs o where o.generation_id = g.id) as results,
      -- The order in which ledger_settle burned them at that moment.
      (select coalesce(jsonb_agg(jsonb_build_object('grantId', r.id, 'kind', r.kind, 'description', r.description,
           'amount', b.amount, 'grantedAt', iso(r.created_at), 'expiresAt', iso(r.expires_at))
         order by coalesce(r.expires_at <= h.ended_at, false) desc, case when r.expires_at <= h.ended_at then r.expires_at end,
           r.priority, r.expires_at, r.created_at, r.id), '[]')
       from burns b join grants r on r.id = b.grant_id where b.hold_id = g.id) as grants,
      (select coalesce(jsonb_agg(jsonb_build_object('id', e.id::text, 'unit', e.unit, 'kind', e.kind, 'amount', e.amount,
           'balanceAfter', e.balance_after, 'spent', e.spent, 'description', e.description, 'at', iso(e.at),
           'generationId', e.hold_id) order by e.id), '[]')
       from entries e where e.hold_id = g.id) as entries
    from generations g join holds h on h.id = g.id
    where g.id = ${id} and (${accountId}::uuid is null or g.account_id = ${accountId}::uuid)`
  if (!row) throw new Problem('not_found')
  return { accountId: row.account_id, userId: row.user_id, charge: present(row) }
}

interface ChargeRow
  extends Pick<
    GenerationRow,
    | 'id'
    | 'account_id'
    | 'user_id'
    | 'status'
    | 'app'
    | 'action'
    | 'model_key'
    | 'outputs_wanted'
    | 'failures'
  > {
  terms: Terms | null
  schedule: number[]
  hold: Charge['hold']
  results: { position: number; assetId: string }[]
  grants: Charge['grants']
  entries: Charge['entries']
}

function present({ terms, hold, results, grants, entries, ...run }: ChargeRow): Charge {
  const { rule = null } = terms ?? {}
  return {
    generationId: run.id,
    status: run.status,
    app: run.app,
    action: run.action,
    modelKey: run.model_key,
    outputs: { wanted: run.outputs_wanted, delivered: results.length },
    quote: terms && { credits: terms.credits, quota: terms.quota, paysWith: paysWith(hold) },
    rule: terms && rule && ruleOf(rule, terms),
    hold,
    grants,
    entries,
    settlement: settlement(run, hold, results),
  }
}

function paysWith({ unit, amount }: Charge['hold']): 'credits' | 'quota' | 'none' {
  if (amount === 0) return 'none'
  return unit === 'quota' ? 'quota' : 'credits'
}

function settlement(
  { outputs_wanted, schedule, failures }: Pick<ChargeRow, 'outputs_wanted' | 'schedule' | 'failures'>,
  { settled, released, endedAt }: Charge['hold'],
  results: ChargeRow['results'],
): Charge['settlement'] {
  if (settled === null || released === null || endedAt === null) return null
  return {
    delivered: results.length,
    wanted: outputs_wanted,
    schedule,
    settled,
    released,
    at: endedAt,
    results,
    failures,
  }
}
