import type { Tier } from '#catalog/tiers.ts'
import type { Db } from '#server/platform/db.ts'
import type { PopularModel, Usage } from './schemas.ts'

/** What an account was charged, run by run, newest first. */
export async function usage(
  db: Db,
  accountId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ usages: Usage[]; nextCursor: string | null }> {
  const rows = await db`
    select id, model_key, action, unit, settled, finished_at from generations
    where account_id = ${accountId} and settled > 0 and (${cursor ?? null}::uuid is null or id < ${cursor ?? null}::uuid)
    order by id desc limit ${limit + 1}`
  const usages = rows.slice(0, limit).map(
    (row: {
      id: string
      model_key: string
      action: string
      unit: Usage['usageType']
      settled: number
      finished_at: Date
    }): Usage => ({
      generationId: row.id,
      modelKey: row.model_key,
      action: row.action,
      usageType: row.unit,
      creditUsed: row.unit === 'credit' ? row.settled : 0,
      quotaUsed: row.unit === 'quota' ? row.settled : 0,
      at: row.finished_at.toISOString(),
    }),
  )
  return { usages, nextCursor: rows.length > limit ? (usages.at(-1)?.generationId ?? null) : null }
}

/** The models people ran most in the last 30 days. Counts are of runs that delivered something; nobody is named. */
export async function popularModels(db: Db, limit = 10): Promise<PopularModel[]> {
  const rows = await db`
    select m.key, m.name, m.provider, m.tier, count(g.id)::int as total from models m
    left join generations g on g.model_key = m.key and g.settled > 0 and g.created_at > now() - interval '30 days'
    where m.enabled group by m.key order by total desc, m.tier, m.name limit ${limit}`
  return rows.map((row: { key: string; name: string; provider: string; tier: Tier; total: number }) => ({
    modelKey: row.key,
    name: row.name,
    provider: row.provider,
    tier: row.tier,
    totalUsage: row.total,
  }))
}
