create table genesis.fleet_alerts (
  id uuid primary key,
  workspace_id uuid references public.workspaces (id),
  -- null for what concerns the fleet as a whole
  instance_id uuid references public.instances (id),
  subject text not null check (length(subject) between 1 and 60),
  kind text not null check (kind in ('silent', 'n8n_down', 'disk', 'memory', 'cpu', 'flapping', 'quarantined', 'many_silent', 'queue')),
  level text not null check (level in ('warning', 'critical')),
  words text not null check (length(words) between 1 and 500),
  opened_at timestamptz not null,
  closed_at timestamptz,
  -- the mail that is owed, and from when on
  notice text check (notice in ('opened', 'worse', 'reminder', 'closed')),
  notice_due_at timestamptz,
  mails int not null default 0,
  mailed_at timestamptz,
  check ((notice is null) = (notice_due_at is null))
);
comment on table genesis.fleet_alerts is 'Owner: fleet. Alerts about machines for the administrators: one open alert for each subject and kind, closed when it is over.';

create index fleet_alerts_workspace_id on genesis.fleet_alerts (workspace_id, opened_at desc);
create unique index fleet_alerts_open on genesis.fleet_alerts (subject, kind) where closed_at is null;
create index fleet_alerts_notice on genesis.fleet_alerts (notice_due_at) where notice is not null;
create index fleet_alerts_opened_at on genesis.fleet_alerts (opened_at desc);
create index fleet_alerts_instance_id on genesis.fleet_alerts (instance_id, opened_at desc);

call private.protect_tenant_table('genesis.fleet_alerts', 'select');
drop policy fleet_alerts_member_read on genesis.fleet_alerts;
revoke all on genesis.fleet_alerts from service_role, tenant_role;
grant select, insert, update on genesis.fleet_alerts to service_role;
