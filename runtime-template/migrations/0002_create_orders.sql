create table company.orders (
  id uuid primary key,
  epoch integer not null,
  received_at timestamptz not null default now(),
  -- the gateway's answer; null while it is asked, and when none came
  status integer
);
