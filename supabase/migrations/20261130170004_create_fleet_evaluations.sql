create table genesis.fleet_evaluations (
  id bigint generated always as identity primary key,
  -- the fleet belongs to no workspace; the column is there for the rule that every table names one
  workspace_id uuid references public.workspaces (id),
  evaluator text not null unique,
  last_evaluated_at timestamptz not null,
  -- until then nothing is repaired: this side was away, so silence says nothing about machines
  calm_until timestamptz
);
comment on table genesis.fleet_evaluations is 'Owner: fleet. When the machines were last judged: a dead man''s switch.';

create index fleet_evaluations_workspace_id on genesis.fleet_evaluations (workspace_id);

call private.protect_tenant_table('genesis.fleet_evaluations', 'select');
drop policy fleet_evaluations_member_read on genesis.fleet_evaluations;
revoke all on genesis.fleet_evaluations from service_role, tenant_role;
grant select, insert, update on genesis.fleet_evaluations to service_role;
