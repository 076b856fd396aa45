create table genesis.tracking_domains (
  workspace_id uuid primary key references public.workspaces (id),
  host text check (host = lower(host) and length(host) between 4 and 253),
  token text check (length(token) = 32),
  track_clicks boolean not null default false,
  -- where the host stands
  status text check (status in ('verified', 'failing', 'unknown')),
  zone text check (length(zone) <= 253),
  dns_host text check (length(dns_host) <= 100),
  records_url text check (length(records_url) <= 500),
  checked_at timestamptz,
  verified_at timestamptz,
  unverified_since timestamptz,
  rechecks int not null default 0 check (rechecks >= 0),
  next_check_at timestamptz,
  failing_since timestamptz,
  check ((host is null) = (token is null)),
  check (host is not null or checked_at is null)
);
comment on table genesis.tracking_domains is 'Owner: tracking. The host of the company''s own that links in its emails lead to, as the last check found it, and whether clicks are counted.';
comment on column genesis.tracking_domains.token is 'What the host has to answer under its well-known address, so that it is known to lead here.';
comment on column genesis.tracking_domains.verified_at is 'The last check that the host answered; kept through later checks that it did not.';
comment on column genesis.tracking_domains.failing_since is
  'The first check that was certain of a fault. A check without an answer leaves it as it is; one that finds everything right ends it.';

create index tracking_domains_host on genesis.tracking_domains (host) where host is not null;
create index tracking_domains_next_check_at on genesis.tracking_domains (next_check_at) where next_check_at is not null;

call private.protect_tenant_table('genesis.tracking_domains', 'select, insert, update');
grant select on genesis.tracking_domains to authenticated;
grant select on genesis.tracking_domains to service_role;
insert into private.erased_tables (table_name, position) values ('genesis.tracking_domains', 716);
