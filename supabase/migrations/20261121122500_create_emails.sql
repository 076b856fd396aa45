create table public.emails (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  contact_id uuid not null references public.contacts (id),
  campaign_id uuid references public.campaigns (id),
  step smallint,
  provider text,
  provider_message_id text,
  subject text,
  body text,
  sent_at timestamptz not null,
  created_at timestamptz not null default now()
);
comment on table public.emails is 'Owner: ingestion. A mail that went out, as reported by a sent event.';

create unique index emails_message on public.emails (workspace_id, provider, provider_message_id)
  where provider_message_id is not null;
create index emails_workspace_id on public.emails (workspace_id, sent_at desc);
create index emails_contact_id on public.emails (contact_id);
create index emails_campaign_id on public.emails (campaign_id);

call private.protect_tenant_table('public.emails', 'select, insert, update');
grant select on public.emails to authenticated;
