create table public.email_events (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  contact_id uuid not null references public.contacts (id),
  contact_email text not null,
  event_type text not null
    check (event_type in ('sent', 'delivered', 'bounced', 'replied', 'opt_out', 'opened', 'clicked', 'complained')),
  idempotency_key text not null check (length(idempotency_key) between 1 and 200),
  -- provider message + type + step: the same thing reported under another key
  event_key text,
  campaign_id uuid references public.campaigns (id),
  campaign_group_id uuid references public.campaign_groups (id),
  -- as written by the sender, when it names no campaign we know
  campaign_name text,
  step smallint check (step between 1 and 10),
  provider text,
  provider_message_id text,
  event_ts timestamptz not null,
  subject text,
  body text,
  n8n_execution_id text,
  is_test boolean not null default false,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now()
);
comment on table public.email_events is 'Owner: ingestion. Everything reported about mail, each thing once.';

create unique index email_events_idempotency on public.email_events (workspace_id, idempotency_key);
create unique index email_events_event_key on public.email_events (workspace_id, event_key) where event_key is not null;
create index email_events_type_time on public.email_events (workspace_id, event_type, event_ts);
create index email_events_campaign on public.email_events (workspace_id, campaign_id, event_ts);
create index email_events_contact_id on public.email_events (contact_id);
create index email_events_campaign_id on public.email_events (campaign_id);
create index email_events_campaign_group_id on public.email_events (campaign_group_id);

call private.protect_tenant_table('public.email_events', 'select, insert');
grant select on public.email_events to authenticated;
