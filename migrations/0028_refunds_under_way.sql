-- What became of asking the gateway to send a refund. asked: it has been asked, perhaps without an answer, and is asked again (the refund's id
-- keeps it from going twice); pending: it has taken it; failed: it will not, an operator sends it. Null: no gateway was asked.
alter table refunds
  add column gateway_state     text check (gateway_state in ('asked', 'pending', 'failed')),
  add column gateway_reference text,
  add column gateway_detail    text,
  add column gateway_asked_at  timestamptz,
  add check (gateway_state is distinct from 'pending' or gateway_reference is not null);
create index refunds_under_way on refunds (gateway_asked_at) where status = 'approved' and gateway_state in ('asked', 'pending');
