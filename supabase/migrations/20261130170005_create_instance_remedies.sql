create table genesis.instance_remedies (
  id uuid primary key,
  workspace_id uuid references public.workspaces (id),
  instance_id uuid not null references public.instances (id),
  -- for the limits, which count rounds of one machine; the steps of a round follow each other
  round int not null check (round between 1 and 3),
  step text not null check (step in ('restart_n8n', 'reboot', 'power_cycle')),
  -- why it was wanted
  cause text not null check (length(cause) between 1 and 500),
  state text not null check (state in ('wanted', 'running', 'done', 'helped', 'in_vain', 'refused', 'dropped')),
  wanted_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  -- what the vendor answered, or what was seen afterwards
  evidence text check (length(evidence) <= 500)
);
comment on table genesis.instance_remedies is 'Owner: fleet. Repairs of machines: wanted before they are tried, one at a time in the whole fleet.';

create index instance_remedies_workspace_id on genesis.instance_remedies (workspace_id, wanted_at desc);
create index instance_remedies_instance_id on genesis.instance_remedies (instance_id, wanted_at desc);
create index instance_remedies_wanted_at on genesis.instance_remedies (wanted_at desc);
-- One at a time: this is the wall, however many evaluators there are.
create unique index instance_remedies_open on genesis.instance_remedies ((true)) where state in ('wanted', 'running', 'done');

call private.protect_tenant_table('genesis.instance_remedies', 'select');
drop policy instance_remedies_member_read on genesis.instance_remedies;
revoke all on genesis.instance_remedies from service_role, tenant_role;
grant select, insert, update on genesis.instance_remedies to service_role;
