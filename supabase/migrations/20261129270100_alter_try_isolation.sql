-- As three strangers, five attempts each. Outcomes: refused, nothing_seen, leaked, and busy when it has to be tried again. A partition is
-- tried with a row that belongs in it: Postgres refuses any other row of a table with a trigger before it asks the policies.
create or replace function private.try_isolation(p_relation regclass)
returns table (acting_as text, tried text, outcome text, detail text)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_mine uuid := gen_random_uuid();
  v_user text := 'isolation-check-' || v_mine;
  v_theirs uuid := (select id from public.workspaces order by created_at limit 1);
  v_kind "char" := (select relkind from pg_class where oid = p_relation);
  v_role name;
  v_seen record;
  v_hole text;
begin
  insert into public.workspaces (id, name, slug) values (v_mine, 'Isolation check', 'isolation-check-' || left(v_mine::text, 8));
  insert into public.user_workspaces (workspace_id, user_id, email, role) values (v_mine, v_user, 'isolation-check@localhost', 'owner');
  if v_theirs is null then
    insert into public.workspaces (name, slug) values ('Isolation check', 'isolation-check-other-' || left(v_mine::text, 8)) returning id into v_theirs;
  end if;

  select case pg_get_expr(c.relpartbound, c.oid)
      when 'DEFAULT' then gen_random_uuid()
      else coalesce(substring(pg_get_expr(c.relpartbound, c.oid) from '''([0-9a-f-]{36})''')::uuid, v_theirs) end
  into v_theirs from pg_class c where c.oid = p_relation;

  foreach v_role in array '{tenant_role,authenticated,anon}'::name[] loop
    -- A stranger who is blind proves nothing: they must see what is theirs.
    v_seen := private.attempt(format('select from public.workspaces where id = %L', v_mine), v_role, v_mine, v_user);
    if v_role <> 'anon' and v_seen.touched is distinct from 1 then
      raise exception 'The isolation check is blind: % does not see its own workspace.', v_role;
    end if;
    foreach tried in array '{read,insert,update,delete,truncate}'::text[] loop
      acting_as := v_role;
      v_hole := case when private.may_reach(p_relation, v_role, case tried when 'read' then 'select' else tried end)
        then private.isolation_hole(p_relation, v_role, tried, v_mine, v_user, v_theirs) end;
      if tried = 'truncate' and v_hole is not null then
        outcome := 'leaked';
        detail := v_hole;
        return next;
        continue;
      end if;
      v_seen := private.attempt(private.isolation_statement(p_relation, v_role, tried, v_mine, v_theirs), v_role, v_mine, v_user);
      outcome := case
        when v_seen.code in ('55P03', '40P01') then 'busy'
        when v_seen.touched > 0 or v_hole is not null then 'leaked'
        when v_seen.touched = 0 then 'nothing_seen'
        when v_seen.code = '42501' or (v_kind in ('v', 'm') and v_seen.code in ('42809', '55000')) then 'refused'
        else 'leaked' end;
      detail := concat_ws('; ', case
        when v_seen.touched is null then format('%s: %s', v_seen.code, v_seen.message)
        when v_seen.touched = 0 then 'no row of another workspace'
        else 'reached a row of another workspace' end, v_hole);
      return next;
    end loop;
  end loop;
end
$$;
