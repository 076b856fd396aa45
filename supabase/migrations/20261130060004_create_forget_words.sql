-- Replaces words of a company in every column that may hold a copy of them; answers how many rows had one. In JSON the words stand escaped.
create function genesis.forget_words(p_project_id uuid, p_words text[]) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_copy record;
  v_word text;
  v_written text;
  v_rows int;
  v_total int := 0;
begin
  for v_copy in
    select c.table_name, c.column_name, format_type(a.atttypid, null) as type
    from private.memory_copies c
    join pg_catalog.pg_attribute a on a.attrelid = to_regclass(c.table_name) and a.attname = c.column_name
  loop
    foreach v_word in array p_words loop
      v_written := case when v_copy.type in ('json', 'jsonb') then substr(to_json(v_word)::text, 2, length(to_json(v_word)::text) - 2) else v_word end;
      execute format(
        'update %1$s set %2$I = replace(%2$I::text, $1, ''[forgotten]'')::%3$s where workspace_id = $2 and project_id = $3 and strpos(%2$I::text, $1) > 0',
        v_copy.table_name, v_copy.column_name, v_copy.type)
      using v_written, (select private.current_workspace_id()), p_project_id;
      get diagnostics v_rows = row_count;
      v_total := v_total + v_rows;
    end loop;
  end loop;
  return v_total;
end
$$;
revoke all on function genesis.forget_words(uuid, text[]) from public;
grant execute on function genesis.forget_words(uuid, text[]) to tenant_role;
