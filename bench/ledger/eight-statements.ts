import type { Db } from '#server/platform/db.ts'
import { newId } from '#server/platform/ids.ts'

// How the same is often done: eight statements, each a round trip of its own, on tables of their own. It does less than ours (no
// idempotency, no job, no event, no quota, no files, no grants) and is as durable.

export async function openPeerTables(db: Db): Promise<void> {
  await db.unsafe(`
    create table if not exists peer_balances (account_id uuid primary key, available int not null check (available >= 0), held int not null default 0);
    create table if not exists peer_generations (id uuid primary key, account_id uuid not null, model_key text not null, input jsonb not null, cost int not null,
      created_at timestamptz not null default now());
    create index if not exists peer_generations_by_account on peer_generations (account_id, id desc);
    create table if not exists peer_entries (id bigint generated always as identity primary key, account_id uuid not null, generation_id uuid not null,
      amount int not null, at timestamptz not null default now());
    create index if not exists peer_entries_by_account on peer_entries (account_id, id desc);
    insert into peer_balances (account_id, available) select id, 1000000000 from accounts on conflict do nothing`)
}

export async function eightStatements(
  db: Db,
  token: string,
  modelKey: string,
  input: string,
): Promise<string> {
  const [user] = await db`
    select u.id, u.role from sessions s join users u on u.id = s.user_id where s.token = ${token} and s.expires_at > now()`
  if (!user) throw new Error('unauthenticated')
  const [model] = await db`select tier, price, enabled from models where key = ${modelKey}`
  const cost = model.price.base
  const [balance] = await db`select available from peer_balances where account_id = ${user.id}`
  if (balance.available < cost) throw new Error('insufficient credits')
  const id = newId()
  await db.begin(async (tx) => {
    const [held] = await tx`
      update peer_balances set available = available - ${cost}, held = held + ${cost} where account_id = ${user.id} and available >= ${cost} returning 1`
    if (!held) throw new Error('insufficient credits')
    await tx`insert into peer_generations (id, account_id, model_key, input, cost) values (${id}, ${user.id}, ${modelKey}, ${input}::text::jsonb, ${cost})`
    await tx`insert into peer_entries (account_id, generation_id, amount) values (${user.id}, ${id}, ${-cost})`
  })
  return id
}
