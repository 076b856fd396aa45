-- The checker of receipts: the one role that may store a verdict.
do $$
begin
  if not exists (select from pg_roles where rolname = 'checker_role') then
    create role checker_role nologin noinherit;
  end if;
end
$$;
grant checker_role to current_user;
grant usage on schema public, private to checker_role;
grant execute on function private.current_workspace_id(), private.touch_updated_at(), private.refuse_change() to checker_role;
