create table company.site_deployments (
  name text primary key check (name ~ '^[0-9a-f]{32}$'),
  marker text not null,
  -- visitors see the one that was published last; null while its files arrive
  published_at timestamptz
);
