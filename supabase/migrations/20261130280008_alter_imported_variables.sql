-- A body in plpgsql is planned with its arguments, so that Postgres locks the leads of one workspace alone; one in sql locks every partition.
create or replace function genesis.imported_variables(p_workspace_id uuid)
returns setof text
language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
  with seen as (
    (select l.custom from genesis.leads l where l.workspace_id = p_workspace_id order by l.created_at desc, l.id desc limit 1000)
    union all
    select l.custom
    from genesis.lead_lists i
    cross join lateral (
      select m.lead_id from genesis.lead_list_members m where m.workspace_id = i.workspace_id and m.list_id = i.id limit 10) m
    join genesis.leads l on l.workspace_id = i.workspace_id and l.id = m.lead_id
    where i.workspace_id = p_workspace_id
  ), named as (
    select distinct private.variable_key(k.key) as name from (select distinct key from seen, jsonb_object_keys(seen.custom) as key) k
  )
  select n.name from named n where n.name ~ '^[^{}|]{1,100}$' order by n.name limit 300;
end
$$;
