-- Rows of an archive as they were exported, into a table of an installation that does not hold the company yet: with their ids, and without
-- the table's triggers, whose effects are rows of the archive themselves. Keys, checks and references hold. It refuses rows of another
-- workspace or company. For service_role alone: the import of an operator.
create function genesis.import_rows(p_table text, p_workspace_id uuid, p_project_id uuid, p_rows jsonb) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_table regclass := p_table::regclass;
  v_owner text := case p_table when 'public.workspaces' then 'id' else 'workspace_id' end;
  v_columns text;
begin
  if exists (
    select from jsonb_array_elements(p_rows) r (line)
    where r.line ->> v_owner is distinct from p_workspace_id::text
      or r.line ->> 'project_id' is not null and r.line ->> 'project_id' <> p_project_id::text
      or p_table = 'public.projects' and r.line ->> 'id' is distinct from p_project_id::text
  ) then
    raise exception 'a row of % belongs to another company', p_table using errcode = 'check_violation';
  end if;
  select string_agg(format('%I', a.attname), ', ' order by a.attnum) into v_columns
  from pg_attribute a
  where a.attrelid = v_table and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and p_rows -> 0 ? a.attname;
  execute format('alter table %s disable trigger user', v_table);
  execute format(
    'insert into %s (%s) overriding system value select %s from jsonb_populate_recordset(null::%s, $1)',
    v_table, v_columns, v_columns, v_table) using p_rows;
  execute format('alter table %s enable trigger user', v_table);
end
$$;
revoke execute on function genesis.import_rows(text, uuid, uuid, jsonb) from tenant_role;
grant execute on function genesis.import_rows(text, uuid, uuid, jsonb) to service_role;

-- The next line of the ledger comes after every imported one.
create function genesis.continue_ledger() returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
  select setval(pg_get_serial_sequence('public.project_events', 'id'), greatest(max(e.id), 1)) from public.project_events e
$$;
revoke execute on function genesis.continue_ledger() from tenant_role;
grant execute on function genesis.continue_ledger() to service_role;
