-- How many rows a workspace has in each table that its erasure empties, its leads included. For service_role alone, which erases.
create function genesis.count_company_rows(p_workspace_id uuid) returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_table text;
  v_rows bigint;
  v_counts jsonb := '{}';
begin
  for v_table in select t.table_name from private.erased_tables t union select 'genesis.leads' order by 1 loop
    execute format('select count(*) from %s where workspace_id = $1', v_table::regclass) into v_rows using p_workspace_id;
    v_counts := v_counts || jsonb_build_object(v_table, v_rows);
  end loop;
  return v_counts;
end
$$;
revoke execute on function genesis.count_company_rows(uuid) from tenant_role;
grant execute on function genesis.count_company_rows(uuid) to service_role;
