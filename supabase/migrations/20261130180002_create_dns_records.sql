create table genesis.dns_records (
  workspace_id uuid not null,
  domain text not null,
  purpose text not null check (purpose in ('spf', 'dkim', 'dmarc', 'mx')),
  -- the finding of the last check
  decides boolean not null,
  verdict text not null check (verdict in ('yes', 'no', 'unknown')),
  code text not null check (length(code) <= 60),
  words text not null check (length(words) <= 1000),
  -- the record that is expected; none for what is only looked at
  action text check (action in ('add', 'replace', 'keep', 'at_provider', 'wait')),
  name text check (length(name) <= 500),
  relative_name text check (length(relative_name) <= 500),
  value text check (length(value) <= 5000),
  replaces text[] not null default '{}',
  instruction text check (length(instruction) <= 1000),
  primary key (workspace_id, domain, purpose),
  foreign key (workspace_id, domain) references genesis.sending_domains (workspace_id, domain) on delete cascade,
  check ((action is null) = (name is null) and (action is null) = (relative_name is null) and (action is null) = (instruction is null))
);
comment on table genesis.dns_records is 'Owner: sending-domains. Each record that a sending domain needs: as it is expected, and what the last check found in its place.';

call private.protect_tenant_table('genesis.dns_records', 'select, insert, delete');
grant select on genesis.dns_records to authenticated;
insert into private.erased_tables (table_name, position) values ('genesis.dns_records', 711);
