-- A body in plpgsql is planned with its arguments, so that Postgres locks the leads of one workspace alone; one in sql locks every partition.
create or replace function private.mailboxes_by_people(p_workspace_id uuid)
returns table(mailbox smallint, works boolean, people bigint)
language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
  select a.mailbox, m.guardrail is null and coalesce(t.ok and t.trouble is null and not t.held, true), given.people
  from genesis.email_provider_config a
  left join genesis.mailbox_pacing m on m.workspace_id = a.workspace_id and m.mailbox = a.mailbox
  left join genesis.mail_account_checks t on t.workspace_id = a.workspace_id and t.mailbox = a.mailbox and t.protocol = 'smtp'
  cross join lateral (
    select count(*) as people from genesis.leads l where l.workspace_id = a.workspace_id and l.mailbox = a.mailbox) given
  where a.workspace_id = p_workspace_id and a.removed_at is null
  order by 2 desc, 3, 1;
end
$$;
