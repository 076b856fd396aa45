create table public.phase_packets (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  phase int not null check (phase between 0 and 3),
  version int not null check (version > 0),
  status text not null check (status in ('draft', 'accepted', 'superseded')),
  synopsis text not null check (length(synopsis) <= 600),
  -- by key: value, source, references, confidence, and the person who edited it
  fields jsonb not null,
  unknowns jsonb not null,
  hypotheses jsonb not null default '[]',
  origin text not null check (origin in ('founder', 'planner')),
  answered_by text,
  as_of text,
  context_hash text,
  created_by text,
  accepted_by text,
  accepted_at timestamptz,
  created_at timestamptz not null default now(),
  unique (workspace_id, id),
  unique (project_id, phase, version),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.phase_packets is 'Owner: plan. Versions of a company''s four packets: brief, validation, distribution, launch.';

create index phase_packets_workspace_id on public.phase_packets (workspace_id, project_id, phase, version desc);
create unique index phase_packets_accepted on public.phase_packets (project_id, phase) where status = 'accepted';

call private.protect_tenant_table('public.phase_packets', 'select, insert, update');
grant select on public.phase_packets to authenticated;
insert into private.erased_tables (table_name, position) values ('public.phase_packets', 306);
insert into private.memory_copies (table_name, column_name)
values ('public.phase_packets', 'synopsis'), ('public.phase_packets', 'fields'), ('public.phase_packets', 'hypotheses');
