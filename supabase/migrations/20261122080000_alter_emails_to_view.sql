-- A mail record said nothing that the sent event of the same id does not say: it is read from there, and the text of a mail lies in one
-- place (docs/adr/0010).
drop table public.emails;
create view public.emails with (security_invoker = on) as
  select id, workspace_id, contact_id, campaign_id, step, provider, provider_message_id, subject, body, event_ts as sent_at, created_at
  from public.email_events
  where event_type = 'sent' and not is_test;
comment on view public.emails is 'Owner: ingestion. A mail that went out, as reported by a sent event.';

revoke all on public.emails from anon, authenticated, tenant_role;
grant select on public.emails to authenticated, tenant_role, service_role;

-- Was there for the mail records' foreign key.
drop index public.contacts_workspace_id_id;
