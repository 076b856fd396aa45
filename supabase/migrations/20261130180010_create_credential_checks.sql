create table genesis.credential_checks (
  workspace_id uuid not null references public.workspaces (id),
  credential_id uuid not null references genesis.credential_store (id) on delete cascade,
  outcome text not null check (outcome in ('right', 'wrong', 'expired', 'lacks_scope', 'limited', 'down')),
  message text not null check (length(message) <= 1000),
  checked_at timestamptz not null,
  right_at timestamptz,
  broken_since timestamptz,
  next_check_at timestamptz not null,
  primary key (workspace_id, credential_id)
);
comment on table genesis.credential_checks is 'Owner: onboarding. The last answer of a vendor about a saved key, and when it is asked again.';
comment on column genesis.credential_checks.broken_since is
  'The first answer that was certain of a fault; the founder was told then. A vendor that is down or limits leaves it as it is.';

create index credential_checks_credential_id on genesis.credential_checks (credential_id);
create index credential_checks_next_check_at on genesis.credential_checks (workspace_id, next_check_at);

call private.protect_tenant_table('genesis.credential_checks', 'select, insert, update');
grant select on genesis.credential_checks to authenticated;
grant select on genesis.credential_checks to service_role;
insert into private.erased_tables (table_name, position) values ('genesis.credential_checks', 90);
