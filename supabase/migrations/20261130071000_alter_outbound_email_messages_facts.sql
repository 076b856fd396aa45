-- What the provider told beside the outcome: facts, which decide nothing.
alter table public.outbound_email_messages
  add column delayed_at timestamptz,
  add column opened_at timestamptz;
