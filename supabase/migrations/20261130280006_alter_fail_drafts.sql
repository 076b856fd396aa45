-- A body in plpgsql is planned with its arguments, so that Postgres locks the leads of one workspace alone; one in sql locks every partition.
create or replace function genesis.fail_drafts(p_workspace_id uuid, p_campaign_id uuid, p_lead_id uuid, p_reason text)
returns integer
language plpgsql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
  times integer;
begin
  insert into genesis.draft_failures as f (workspace_id, campaign_id, lead_id, reason)
  select l.workspace_id, p_campaign_id, l.id, left(p_reason, 500)
  from genesis.leads l where l.workspace_id = p_workspace_id and l.id = p_lead_id
  on conflict (workspace_id, campaign_id, lead_id) do update
    set failures = least(f.failures + 1, 1000), reason = excluded.reason, failed_at = now()
  returning failures into times;
  return times;
end
$$;
