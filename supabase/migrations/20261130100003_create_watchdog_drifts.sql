create table genesis.watchdog_drifts (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  campaign_id uuid,
  kind text not null,
  -- what drifted: a campaign and its template, a workflow of n8n, a credential
  subject text not null,
  title text not null,
  words text not null,
  state text not null default 'seen' check (state in ('seen', 'open', 'quarantined', 'closed')),
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  sightings int not null default 1,
  tries int not null default 0,
  last_try_at timestamptz,
  alerted_at timestamptz,
  closed_at timestamptz,
  check ((state = 'closed') = (closed_at is not null))
);
comment on table genesis.watchdog_drifts is 'Owner: watchdog. A difference between our rows and n8n, from its first sighting to the proof that it is gone.';

create unique index watchdog_drifts_open on genesis.watchdog_drifts (workspace_id, kind, subject) where closed_at is null;
create index watchdog_drifts_workspace_id on genesis.watchdog_drifts (workspace_id, first_seen_at desc);
create index watchdog_drifts_kind on genesis.watchdog_drifts (kind, workspace_id) where closed_at is null;

call private.protect_tenant_table('genesis.watchdog_drifts', 'select, insert, update');
insert into private.erased_tables (table_name, position) values ('genesis.watchdog_drifts', 702);
