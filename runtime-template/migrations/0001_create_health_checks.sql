create table company.health_checks (
  id uuid primary key,
  commit_sha text not null,
  written_at timestamptz not null default now()
);
