create table genesis.lead_findings (
  workspace_id uuid not null references public.workspaces (id),
  -- no foreign key to genesis.leads: its partitions are attached and detached while mail is under way
  lead_id uuid not null,
  number smallint not null check (number between 1 and 50),
  fact text not null check (length(fact) between 1 and 300),
  url text not null check (length(url) between 1 and 2000),
  quote text not null check (length(quote) between 1 and 500),
  dated date,
  source text not null check (source in ('website', 'google', 'apify', 'relevance')),
  found_at timestamptz not null default now(),
  primary key (workspace_id, lead_id, number)
);
comment on table genesis.lead_findings is 'Owner: research. What was found out about a lead, each with the line of the text that says so.';
comment on column genesis.lead_findings.quote is 'Stands in the text that was read at url, checked before it was stored.';

call private.protect_tenant_table('genesis.lead_findings', 'select, insert, delete');
grant select on genesis.lead_findings to authenticated;
insert into private.erased_tables (table_name, position) values ('genesis.lead_findings', 341);
