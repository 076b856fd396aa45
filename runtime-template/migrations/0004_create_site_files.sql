create table company.site_files (
  deployment text not null references company.site_deployments (name) on delete cascade,
  path text not null check (length(path) between 1 and 500),
  bytes bytea not null,
  primary key (deployment, path)
);
