-- Operators look through everybody's orders: by state, by who placed them, by the beginning of an address.
create index payments_by_status on payments (status, id desc);
create index payments_by_buyer on payments (user_id, id desc);
create index users_by_email_beginning on users (email text_pattern_ops);
-- Messages that could not be trusted to name an order. They are few, and an order's page looks among them for its own.
create index gateway_messages_unplaced on gateway_messages (received_at) where order_id is null;
