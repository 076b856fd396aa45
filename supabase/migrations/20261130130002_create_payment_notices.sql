create table public.payment_notices (
  id text primary key check (length(id) <= 255),
  workspace_id uuid not null references public.workspaces (id),
  type text not null check (length(type) <= 255),
  received_at timestamptz not null default now()
);
comment on table public.payment_notices is 'Owner: billing. Messages of the payment provider that rang the bell, by their ids: each makes one reading.';

create index payment_notices_workspace_id on public.payment_notices (workspace_id, received_at);

call private.protect_tenant_table('public.payment_notices', 'select, insert, delete');
insert into private.erased_tables (table_name, position) values ('public.payment_notices', 40);
