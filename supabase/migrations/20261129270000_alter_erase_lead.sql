-- An erasure runs with the rights of the workspace that asks for it, under its row level security.
grant update (contact_email, subject, body, metadata, idempotency_key) on public.email_events to tenant_role;
grant delete on public.notifications to tenant_role;
alter function genesis.erase_lead(uuid, uuid, boolean) security invoker;
