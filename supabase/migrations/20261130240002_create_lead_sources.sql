create table genesis.lead_sources (
  workspace_id uuid not null references public.workspaces (id),
  -- no foreign key to genesis.leads: its partitions are attached and detached while mail is under way
  lead_id uuid not null,
  source text not null check (source in ('website', 'google', 'apify', 'relevance')),
  outcome text not null check (outcome in ('read', 'empty', 'failed')),
  reason text check (length(reason) <= 500),
  documents jsonb not null default '[]' check (jsonb_typeof(documents) = 'array'),
  cost_usd numeric(14, 6) check (cost_usd >= 0),
  read_at timestamptz not null,
  primary key (workspace_id, lead_id, source)
);
comment on table genesis.lead_sources is 'Owner: research. What each connected source answered about a lead the last time it was asked.';
comment on column genesis.lead_sources.documents is 'The texts that findings are checked against; emptied once the findings are stored.';
comment on column genesis.lead_sources.cost_usd is 'What the founder''s own account at the vendor pays for all questions about this lead; null: the vendor does not say.';

call private.protect_tenant_table('genesis.lead_sources', 'select, insert, update, delete');
grant select on genesis.lead_sources to authenticated;
insert into private.erased_tables (table_name, position) values ('genesis.lead_sources', 342);
