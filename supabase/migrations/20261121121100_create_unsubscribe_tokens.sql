create table public.unsubscribe_tokens (
  token text primary key default encode(extensions.gen_random_bytes(24), 'hex'),
  workspace_id uuid not null references public.workspaces (id),
  campaign_id uuid not null references public.campaigns (id),
  lead_id uuid not null,
  email text not null,
  created_at timestamptz not null default now(),
  confirmed_at timestamptz,
  unique (workspace_id, campaign_id, lead_id)
);
comment on table public.unsubscribe_tokens is 'Owner: email. The link in a mail; survives the lead it was made for.';

create index unsubscribe_tokens_campaign_id on public.unsubscribe_tokens (campaign_id);

call private.protect_tenant_table('public.unsubscribe_tokens', 'select, insert, update');
