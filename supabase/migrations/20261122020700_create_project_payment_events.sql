create table public.project_payment_events (
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  event_id text not null check (length(event_id) between 1 and 200),
  type text not null check (type in ('payment.succeeded', 'payment.failed', 'payment.refunded') or type ~ '^subscription\.[a-z_]{1,40}$'),
  amount_cents bigint check (amount_cents >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  occurred_at timestamptz not null,
  customer text,
  metadata jsonb not null default '{}',
  received_at timestamptz not null default now(),
  primary key (project_id, event_id),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id),
  check ((amount_cents is null) = (currency is null)),
  check (type not like 'payment.%' or amount_cents is not null)
);
comment on table public.project_payment_events is 'Owner: ingestion. What a company was paid, as its server or payment provider reports it, each thing once.';

create index project_payment_events_time on public.project_payment_events (workspace_id, project_id, occurred_at desc);

call private.protect_tenant_table('public.project_payment_events', 'select, insert');
grant select on public.project_payment_events to authenticated;
