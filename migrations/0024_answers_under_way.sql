-- An answer that takes outside help is claimed first. A claim that ran out belongs to a process that died: the next one takes over,
-- and finds the order that was placed with the key.
alter table idempotency_keys add column claimed_until timestamptz;
alter table payments add column idempotency_key text;
create unique index payments_by_key on payments (account_id, idempotency_key) where idempotency_key is not null;
