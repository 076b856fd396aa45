alter table public.receipt_checks add column erased_at timestamptz;
drop trigger receipt_checks_sealed on public.receipt_checks;
create trigger receipt_checks_sealed before update on public.receipt_checks
  for each row execute function private.refuse_change_but_erasure('words', 'observed', 'evidence');
grant update (words, observed, evidence, erased_at) on public.receipt_checks to tenant_role;
