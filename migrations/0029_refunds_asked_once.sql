-- The Idempotency-Key a refund was asked for with: asked again after a crash, it is the same refund and not a second one.
alter table refunds add column idempotency_key text;
create unique index refunds_asked_once on refunds (requested_by, idempotency_key) where idempotency_key is not null;
