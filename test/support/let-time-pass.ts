import type { Db } from '#server/platform/db.ts'

const far = 100_000

/**
 * So many days go by for an account, or for everybody: every moment and every day the database has written down moves into the
 * past. Nothing has to wait, and the clock that decides stays the database's own.
 */
export async function letDaysPass(
  db: Db,
  days: number,
  { account, tables }: { account?: string; tables?: string[] } = {},
): Promise<void> {
  const columns: { table: string; sets: string; owned: boolean }[] = await db`
    select c.table_name as table,
      string_agg(format(case c.data_type when 'date' then '%1$I = %1$I - $1::int' else '%1$I = %1$I - make_interval(hours => 24 * $1::int)' end, c.column_name), ', ') as sets,
      exists (select from information_schema.columns o where o.table_schema = 'public' and o.table_name = c.table_name and o.column_name = 'account_id') as owned
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type in ('date', 'timestamp with time zone')
      and (${tables ? 1 : null}::int is null or c.table_name = any(${db.array(tables ?? [], 'TEXT')}))
    group by c.table_name order by c.table_name`
  await db.begin(async (tx) => {
    // Entries cannot be changed by anybody; time is not anybody.
    await tx`set local session_replication_role = replica`
    await tx`set constraints all deferred`
    for (const { table, sets, owned } of columns) {
      if (account && !owned) continue
      // Far away and back again, so that no day meets the one before it on the way.
      for (const step of [far, days - far]) {
        await tx.unsafe(
          `update "${table}" set ${sets} ${account ? 'where account_id = $2' : ''}`,
          account ? [step, account] : [step],
        )
      }
    }
  })
}
