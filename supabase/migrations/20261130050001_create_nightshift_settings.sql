create table public.nightshift_settings (
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid primary key,
  -- null: shadow at first, then live by itself
  mode text check (mode in ('shadow', 'live')),
  -- when the report is emailed, in the workspace's time zone
  hour text not null default '07:30' check (hour ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  cadence text not null default 'daily' check (cadence in ('daily', 'weekly', 'off')),
  updated_at timestamptz not null default now(),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.nightshift_settings is 'Owner: nightshift. When a company''s night shift reports, and whether it may ask for actions yet.';

create index nightshift_settings_workspace_id on public.nightshift_settings (workspace_id, project_id);
create trigger nightshift_settings_touch before update on public.nightshift_settings
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('public.nightshift_settings', 'select, insert, update');
grant select on public.nightshift_settings to authenticated;
insert into private.erased_tables (table_name, position) values ('public.nightshift_settings', 22);
