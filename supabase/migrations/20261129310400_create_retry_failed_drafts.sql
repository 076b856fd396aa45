-- Leads of a campaign that were asked for no more are asked for again: those named, or all; answers how many.
create function genesis.retry_failed_drafts(p_workspace_id uuid, p_campaign_id uuid, p_lead_ids uuid[]) returns int
language sql
set search_path = pg_catalog, pg_temp
as $$
  with again as (
    update genesis.draft_failures f set failures = 0
    where f.workspace_id = p_workspace_id and f.campaign_id = p_campaign_id and f.failures >= 3
      and (p_lead_ids is null or f.lead_id = any (p_lead_ids))
    returning 1
  )
  select count(*)::int from again
$$;
grant execute on function genesis.retry_failed_drafts(uuid, uuid, uuid[]) to tenant_role;
