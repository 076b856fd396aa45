-- Of a campaign's audience, those with no email of this campaign yet, and for whom fewer than three answers were unusable.
create or replace function private.unprepared_leads(p_workspace_id uuid, p_campaign_id uuid) returns setof genesis.leads
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.* from private.audience_leads(p_workspace_id, p_campaign_id) l
  where not exists (
      select from genesis.sequence_emails e
      where e.workspace_id = l.workspace_id and e.campaign_id = p_campaign_id and e.lead_id = l.id)
    and not exists (
      select from genesis.draft_failures f
      where f.workspace_id = l.workspace_id and f.campaign_id = p_campaign_id and f.lead_id = l.id and f.failures >= 3)
$$;
