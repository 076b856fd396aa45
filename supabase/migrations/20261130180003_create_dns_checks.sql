create table genesis.dns_checks (
  id uuid not null default gen_random_uuid(),
  workspace_id uuid not null,
  domain text not null,
  checked_at timestamptz not null,
  status text not null check (status in ('verified', 'failing', 'unknown')),
  findings jsonb not null,
  questions jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, domain) references genesis.sending_domains (workspace_id, domain) on delete cascade
);
comment on table genesis.dns_checks is 'Owner: sending-domains. The evidence of each check of a sending domain: which servers were asked for what, what came back, and when.';
comment on column genesis.dns_checks.questions is 'A list of { servers, type, name, answer, values }; answer: found, none or unknown.';

create index dns_checks_checked_at on genesis.dns_checks (workspace_id, checked_at desc);
create index dns_checks_domain on genesis.dns_checks (workspace_id, domain, checked_at desc);

call private.protect_tenant_table('genesis.dns_checks', 'select, insert, delete');
grant select on genesis.dns_checks to authenticated;
insert into private.erased_tables (table_name, position) values ('genesis.dns_checks', 710);
