-- A body in plpgsql is planned with its arguments, so that Postgres locks the leads of one workspace alone; one in sql locks every partition.
create or replace function private.people_of(p_workspace_id uuid, p_mailbox integer)
returns table(lead_id uuid, written boolean)
language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
  select l.id, exists (
    select from genesis.sequence_emails e
    where e.workspace_id = l.workspace_id and e.lead_id = l.id and e.status in ('claimed', 'sent', 'bounced', 'unknown'))
  from genesis.leads l
  where l.workspace_id = p_workspace_id and (l.mailbox = p_mailbox or l.id in (
    select e.lead_id from genesis.sequence_emails e
    where e.workspace_id = p_workspace_id and e.mailbox = p_mailbox and e.status in ('drafted', 'approved')));
end
$$;
