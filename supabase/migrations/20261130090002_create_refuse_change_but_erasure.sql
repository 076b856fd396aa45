-- For rows that never change: the columns that the trigger names may be replaced once a person they name is erased, and the row says so for
-- good. Their hash stays that of the first bytes, so that what was replaced is never carried out.
create function private.refuse_change_but_erasure() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_replaced text[] := tg_argv::text[] || array['erased_at'];
begin
  if new.erased_at is not null and to_jsonb(new) - v_replaced = to_jsonb(old) - v_replaced then
    return new;
  end if;
  raise exception '% never changes: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end
$$;
grant execute on function private.refuse_change_but_erasure() to tenant_role, service_role, checker_role;
