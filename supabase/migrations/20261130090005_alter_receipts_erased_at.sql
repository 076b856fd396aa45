-- A workspace may change its receipt for one reason only; the verdict stays the checker's.
alter table public.receipts add column erased_at timestamptz;

create function private.refuse_change_of_receipt() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if current_user = 'tenant_role' and new.erased_at is null then
    raise exception 'only a checker may change a receipt' using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
grant execute on function private.refuse_change_of_receipt() to tenant_role, service_role, checker_role;
create trigger receipts_erased before update on public.receipts
  for each row execute function private.refuse_change_of_receipt();
grant update (title, contract, words, next_check_at, erased_at) on public.receipts to tenant_role;
