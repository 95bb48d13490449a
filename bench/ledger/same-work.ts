import type { Db } from '#server/platform/db.ts'
import { modelKey, type reserving } from './requests.ts'
import type { Person } from './rig.ts'

/** What starting a run writes and asks, on the product's own tables, one statement at a time: nineteen round trips. */
export async function startStatementByStatement(
  db: Db,
  person: Person,
  { prepared, idempotencyKey, fingerprint }: ReturnType<typeof reserving>,
  id: string,
): Promise<void> {
  const [caller] = await db`
    select u.id, a.id as account_id from sessions s join users u on u.id = s.user_id join accounts a on a.id = u.id
    where s.token = ${person.token} and s.expires_at > now()`
  await db`select * from assets where id = any(${db.array(person.assets, 'UUID')}) and account_id = ${caller.account_id} and deleted_at is null`
  const [known] =
    await db`select status, body from idempotency_keys where account_id = ${caller.account_id} and key = ${idempotencyKey}`
  if (known) throw new Error('the key was used')
  const [model] = await db`select * from models where key = ${modelKey}`
  const [can] = await db`select * from entitlement(${caller.account_id})`
  const [balance] =
    await db`select available from balances where account_id = ${caller.account_id} and unit = 'credit'`
  const cost = prepared.creditSchedule[1]!
  if (!model.enabled || can.account_type !== 'payg' || balance.available < cost) throw new Error('refused')

  await db.begin(async (tx) => {
    await tx`insert into idempotency_keys (account_id, key, fingerprint) values (${caller.account_id}, ${idempotencyKey}, ${fingerprint})`
    const [after] = await tx`
      update balances set available = available - ${cost}, held = held + ${cost}
      where account_id = ${caller.account_id} and unit = 'credit' and available >= ${cost} returning available`
    if (!after) throw new Error('refused')
    await tx`insert into holds (id, account_id, unit, amount, description) values (${id}, ${caller.account_id}, 'credit', ${cost}, ${modelKey})`
    await tx`
      insert into entries (account_id, unit, kind, amount, held, balance_after, hold_id, description)
      values (${caller.account_id}, 'credit', 'hold', ${-cost}, ${cost}, ${after.available}, ${id}, ${modelKey})`
    await tx`
      insert into generations (id, account_id, user_id, app, action, model_key, input, unit, held, schedule, outputs_wanted)
      values (${id}, ${caller.account_id}, ${caller.id}, 'video-mixer', 'generate', ${modelKey}, ${JSON.stringify(prepared.input)}::text::jsonb, 'credit', ${cost}, ${tx.array([0, cost], 'INT')}, 1)`
    await tx`insert into asset_uses (holder, asset_id) select ${id}, unnest(${tx.array(person.assets, 'UUID')})`
    await tx`select graphile_worker.add_job('perform', json_build_object('generationId', ${id}::uuid), max_attempts := 1, job_key := ${`perform:${id}`})`
    await tx`insert into events (type, account_id, data) values ('model.used', ${caller.account_id}, jsonb_build_object('generationId', ${id}::uuid))`
    await tx`insert into generation_events (generation_id, account_id, kind, data) values (${id}, ${caller.account_id}, 'progress', '{"status": "queued"}')`
    await tx`select pg_notify('generations', ${id})`
    await tx`update idempotency_keys set status = 202, body = ${id} where account_id = ${caller.account_id} and key = ${idempotencyKey}`
  })
}
