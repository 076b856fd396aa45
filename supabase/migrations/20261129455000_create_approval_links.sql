create table public.approval_links (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  approval_id uuid not null,
  version int not null,
  decision text not null check (decision in ('approved', 'denied')),
  user_id text not null,
  token_hash text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (workspace_id, approval_id) references public.approvals (workspace_id, id) on delete cascade
);
comment on table public.approval_links is 'Owner: approvals. Links of emails to members: each decides one version one way, once.';

create unique index approval_links_token on public.approval_links (workspace_id, token_hash);
create index approval_links_approval on public.approval_links (workspace_id, approval_id);

call private.protect_tenant_table('public.approval_links', 'select, insert, update');
insert into private.erased_tables (table_name, position) values ('public.approval_links', 10);
