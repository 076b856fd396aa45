create table public.suppressions (
  workspace_id uuid not null references public.workspaces (id),
  email text not null check (email = lower(email)),
  reason text not null check (reason in ('opt_out', 'complained', 'hard_bounce', 'manual')),
  source text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, email)
);
comment on table public.suppressions is 'Owner: email. Suppression list: nobody on it is ever mailed by this workspace again.';

call private.protect_tenant_table('public.suppressions', 'select, insert, delete');
grant select on public.suppressions to authenticated;
