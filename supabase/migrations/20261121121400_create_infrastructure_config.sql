create table genesis.infrastructure_config (
  workspace_id uuid primary key references public.workspaces (id),
  region text,
  size text,
  time_zone text not null,
  -- { "days": [1..7, 1 = Monday], "from": "HH:MM", "to": "HH:MM" }, to may be 24:00
  send_window jsonb not null,
  daily_limit integer not null check (daily_limit between 1 and 10000),
  updated_at timestamptz not null default now()
);
comment on table genesis.infrastructure_config is 'Owner: email. When and how much a workspace may mail, and which machine it asked for.';

create trigger infrastructure_config_touch before update on genesis.infrastructure_config
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('genesis.infrastructure_config', 'select, insert, update');
grant select on genesis.infrastructure_config to authenticated;
