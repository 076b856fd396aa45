create table genesis.sending_domains (
  workspace_id uuid not null references public.workspaces (id),
  domain text not null check (domain = lower(domain) and length(domain) between 4 and 253),
  status text not null check (status in ('verified', 'failing', 'unknown')),
  zone text check (length(zone) <= 253),
  dns_host text check (length(dns_host) <= 100),
  records_url text check (length(records_url) <= 500),
  mail_host text check (length(mail_host) <= 100),
  message text not null check (length(message) <= 1000),
  checked_at timestamptz not null,
  verified_at timestamptz,
  unverified_since timestamptz,
  rechecks int not null default 0 check (rechecks >= 0),
  next_check_at timestamptz,
  failing_since timestamptz,
  paused_at timestamptz,
  primary key (workspace_id, domain),
  check (paused_at is null or failing_since is not null)
);
comment on table genesis.sending_domains is 'Owner: sending-domains. A domain that emails come from, as its name servers said at the last check, and when it is checked again.';
comment on column genesis.sending_domains.unverified_since is 'Since when no check found everything right; null after one that did.';
comment on column genesis.sending_domains.failing_since is
  'The first check that was certain of a fault. A check without an answer leaves it as it is; one that finds everything right ends it.';
comment on column genesis.sending_domains.paused_at is 'Since when its cold emails wait: a check was certain of a fault 72 hours after the first one.';

create index sending_domains_next_check_at on genesis.sending_domains (next_check_at) where next_check_at is not null;

call private.protect_tenant_table('genesis.sending_domains', 'select, insert, update');
grant select on genesis.sending_domains to authenticated;
grant select on genesis.sending_domains to service_role;
insert into private.erased_tables (table_name, position) values ('genesis.sending_domains', 713);
