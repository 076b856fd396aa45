create table public.project_email_identities (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  -- unique across the installation, also after it was replaced: a later company never gets the mail of an earlier one
  reply_address text not null unique check (reply_address = lower(reply_address) and length(reply_address) <= 254),
  provider text not null check (provider in ('resend', 'outbox')),
  status text not null default 'active' check (status in ('active', 'rotated', 'closed')),
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  -- when it was replaced; from then on addresses of its threads are taken for 90 days
  rotated_at timestamptz,
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id),
  check ((status = 'rotated') = (rotated_at is not null))
);
comment on table public.project_email_identities is 'Owner: projects. The email addresses of a company, of which one is active.';

create unique index project_email_identities_active on public.project_email_identities (project_id) where status = 'active';
create index project_email_identities_workspace_id on public.project_email_identities (workspace_id, project_id, created_at desc);
create index project_email_identities_project on public.project_email_identities (workspace_id, project_id);

call private.protect_tenant_table('public.project_email_identities', 'select, insert, update');
grant select on public.project_email_identities to authenticated;
