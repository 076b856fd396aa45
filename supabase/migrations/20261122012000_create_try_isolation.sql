-- The isolation check of the live system: tries, with a workspace and a member that exist only inside the caller's transaction, what
-- belongs to everybody else. The caller rolls back; each attempt is undone by itself as well, and with it the locks it took.

-- What the policies of a table make of a row, as an expression; 'true' where nothing looks.
create function private.policy_expression(p_relation regclass, p_role name, p_command "char", p_check boolean) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case
    when c.relkind = 'v' and exists (select from unnest(c.reloptions) o where o in ('security_invoker=on', 'security_invoker=true')) then 'false'
    when r.rolsuper or r.rolbypassrls or not c.relrowsecurity then 'true'
    else (
      select format('(%s) and (%s)',
        coalesce(string_agg(format('coalesce((%s), false)', p.expression), ' or ') filter (where p.polpermissive), 'false'),
        coalesce(string_agg(format('coalesce((%s), false)', p.expression), ' and ') filter (where not p.polpermissive), 'true'))
      from (
        select polpermissive, coalesce(
          case when p_check then pg_get_expr(polwithcheck, polrelid) end, pg_get_expr(polqual, polrelid), 'true') as expression
        from pg_policy
        where polrelid = p_relation and polcmd in ('*', p_command)
          and exists (select from unnest(polroles) g where g = 0 or pg_has_role(p_role, g, 'member'))) p)
  end
  from pg_class c, pg_roles r where c.oid = p_relation and r.rolname = p_role
$$;

create function private.may_reach(p_relation regclass, p_role name, p_right text) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select has_schema_privilege(p_role, c.relnamespace, 'usage') and (has_table_privilege(p_role, p_relation, p_right)
    or (p_right in ('select', 'insert', 'update') and has_any_column_privilege(p_role, p_relation, p_right)))
  from pg_class c where c.oid = p_relation
$$;

-- Becomes somebody until the end of the (sub)transaction.
create procedure private.become(p_role name, p_workspace_id uuid, p_user_id text)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform set_config('app.current_workspace_id', case p_role when 'tenant_role' then p_workspace_id::text else '' end, true),
    set_config('request.jwt.claims', case p_role
      when 'authenticated' then jsonb_build_object('sub', p_user_id, 'role', p_role)::text
      when 'anon' then jsonb_build_object('role', p_role)::text else '' end, true),
    set_config('role', p_role, true);
end
$$;

-- Runs one statement as somebody and undoes it. How many rows it touched, or why not.
create function private.attempt(
  p_statement text, p_role name, p_workspace_id uuid, p_user_id text, out touched bigint, out code text, out message text)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  call private.become(p_role, p_workspace_id, p_user_id);
  execute p_statement;
  get diagnostics touched = row_count;
  raise exception using errcode = 'GL001';
exception
  when sqlstate 'GL001' then null;
  when others then
    touched := null;
    get stacked diagnostics code = returned_sqlstate, message = message_text;
end
$$;

-- The statements that reach for what is not p_mine's; null where there is none to try.
create function private.isolation_statement(p_relation regclass, p_role name, p_tried text, p_mine uuid, p_theirs uuid) returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_kind "char" := (select relkind from pg_class where oid = p_relation);
  v_key name := (select attname from pg_attribute where attrelid = p_relation and not attisdropped and atttypid = 'uuid'::regtype
    and attname = case p_relation when 'public.workspaces'::regclass then 'id' else 'workspace_id' end);
  v_column name := coalesce(v_key, (select attname from pg_attribute where attrelid = p_relation and attnum > 0
    and not attisdropped and attidentity = '' and attgenerated = '' order by attnum limit 1));
  v_foreign text := case
    when v_key is not null and has_column_privilege(p_role, p_relation, v_key, 'select') then format('u.%I is distinct from %L', v_key, p_mine)
    when v_key is null and has_table_privilege(p_role, p_relation, 'select') then format('strpos(to_jsonb(u)::text, %L) = 0', p_mine)
    else 'true' end;
  -- One row is enough, where rows have an address.
  v_one text := case when v_kind in ('r', 'p')
    then format('(u.tableoid, u.ctid) = (select u.tableoid, u.ctid from %s u where %s limit 1)', p_relation, v_foreign)
    else v_foreign end;
begin
  return case p_tried
    when 'read' then format('select from %s u where %s limit 1', p_relation, v_foreign)
    when 'insert' then case when v_key is null then format('insert into %s default values', p_relation)
      else format('insert into %s (%I) values (%L)', p_relation, v_key, p_theirs) end
    when 'update' then format('update %s u set %I = u.%I where %s', p_relation, v_column, v_column, v_one)
    when 'delete' then format('delete from %s u where %s', p_relation, v_one)
    when 'truncate' then format('truncate %s', p_relation) end;
end
$$;

-- Whether the policies would let a row of p_theirs through, asked of them as that role: for tables where there is no such row to try,
-- and for statements that need not read what they change.
create function private.isolation_hole(
  p_relation regclass, p_role name, p_tried text, p_workspace_id uuid, p_user_id text, p_theirs uuid) returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_command "char" := case p_tried when 'read' then 'r' when 'insert' then 'a' when 'update' then 'w' when 'delete' then 'd' end;
  v_row jsonb := jsonb_build_object(case p_relation when 'public.workspaces'::regclass then 'id' else 'workspace_id' end, p_theirs);
  v_check boolean;
  v_expression text;
  v_attempt record;
begin
  if p_tried = 'truncate' then return 'may truncate; not tried, because that would lock the table'; end if;
  foreach v_check in array case p_tried when 'insert' then '{t}' when 'update' then '{f,t}' else '{f}' end::boolean[] loop
    v_expression := private.policy_expression(p_relation, p_role, v_command, v_check);
    if v_expression = 'true' then return 'has the right, and no row level security stands before it'; end if;
    v_attempt := private.attempt(
      format('select from (select r.* from jsonb_populate_record(null::%s, %L) r) as %I where %s', p_relation, v_row,
        (select relname from pg_class where oid = p_relation), v_expression),
      p_role, p_workspace_id, p_user_id);
    if v_attempt.touched > 0 then return 'has the right, and the policies let a row of another workspace through'; end if;
  end loop;
  return null;
end
$$;

-- As three strangers, five attempts each. Outcomes: refused, nothing_seen, leaked, and busy when it has to be tried again.
create function private.try_isolation(p_relation regclass)
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
