create table genesis.tracking_checks (
  id uuid not null default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  host text not null check (length(host) <= 253),
  checked_at timestamptz not null,
  status text not null check (status in ('verified', 'failing', 'unknown')),
  findings jsonb not null,
  questions jsonb not null,
  primary key (workspace_id, id)
);
comment on table genesis.tracking_checks is 'Owner: tracking. The evidence of each check of a tracking domain: which servers were asked for what, what came back, and when.';
comment on column genesis.tracking_checks.questions is 'A list of { servers, type, name, answer, values }; answer: found, none or unknown.';

create index tracking_checks_checked_at on genesis.tracking_checks (workspace_id, host, checked_at desc);

call private.protect_tenant_table('genesis.tracking_checks', 'select, insert, delete');
grant select on genesis.tracking_checks to authenticated;
insert into private.erased_tables (table_name, position) values ('genesis.tracking_checks', 715);
