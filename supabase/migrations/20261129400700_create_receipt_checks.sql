create table public.receipt_checks (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  receipt_id uuid not null,
  name text not null,
  verdict text not null check (verdict in ('pending', 'verified', 'contradicted', 'unverifiable')),
  words text not null check (length(words) <= 1000),
  observed jsonb not null default '{}',
  evidence text not null check (octet_length(evidence) <= 65536),
  -- Of the whole evidence, also where only its beginning is kept.
  evidence_sha256 text not null check (evidence_sha256 ~ '^[0-9a-f]{64}$'),
  checked_at timestamptz not null default now(),
  foreign key (workspace_id, receipt_id) references public.receipts (workspace_id, id) on delete cascade
);
comment on table public.receipt_checks is 'Owner: receipts. Each look of a checker, with its evidence; it never changes.';

create index receipt_checks_receipt on public.receipt_checks (workspace_id, receipt_id, checked_at desc);

create trigger receipt_checks_sealed before update on public.receipt_checks
  for each row execute function private.refuse_change();

call private.protect_tenant_table('public.receipt_checks', 'select');
grant select on public.receipt_checks to authenticated;
create policy receipt_checks_checker on public.receipt_checks for all to checker_role
  using (workspace_id = (select private.current_workspace_id())) with check (workspace_id = (select private.current_workspace_id()));
grant select, insert on public.receipt_checks to checker_role;
