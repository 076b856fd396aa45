-- The people that an audience names and who may be emailed; of no campaign yet while p_campaign_id is null.
create function private.chosen_leads(
  p_workspace_id uuid, p_campaign_id uuid, p_list_ids uuid[], p_tags text[], p_company text, p_not_contacted_days int
) returns setof genesis.leads
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.* from private.mailable_leads l
  where l.workspace_id = p_workspace_id
    and (p_list_ids = '{}' or exists (
      select from genesis.lead_list_members m
      where m.workspace_id = l.workspace_id and m.lead_id = l.id and m.list_id = any (p_list_ids)))
    and (p_tags = '{}' or l.tags && p_tags)
    and (p_company is null or strpos(lower(l.company), lower(p_company)) > 0)
    and (p_not_contacted_days is null or not exists (
      select from genesis.sequence_emails e
      where e.workspace_id = l.workspace_id and e.lead_id = l.id and e.campaign_id is distinct from p_campaign_id
        and e.sent_at > now() - make_interval(days => p_not_contacted_days)))
$$;

-- The people of a campaign's audience who may be emailed; all leads while it has none.
create or replace function private.audience_leads(p_workspace_id uuid, p_campaign_id uuid) returns setof genesis.leads
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.* from (select) as one
  left join genesis.campaign_audiences a on a.workspace_id = p_workspace_id and a.campaign_id = p_campaign_id
  cross join lateral private.chosen_leads(
    p_workspace_id, p_campaign_id, coalesce(a.list_ids, '{}'), coalesce(a.tags, '{}'), a.company, a.not_contacted_days) l
$$;

-- How many people an audience would be, and how many of them got an email of any campaign, or have one waiting.
create function genesis.preview_audience(
  p_workspace_id uuid, p_list_ids uuid[], p_tags text[], p_company text, p_not_contacted_days int
) returns table (people int, contacted int)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select count(*)::int, (count(*) filter (where exists (
    select from genesis.sequence_emails e
    where e.workspace_id = l.workspace_id and e.lead_id = l.id and e.status not in ('cancelled', 'rejected', 'failed'))))::int
  from private.chosen_leads(p_workspace_id, null, p_list_ids, p_tags, p_company, p_not_contacted_days) l
$$;

grant execute on function
  private.chosen_leads(uuid, uuid, uuid[], text[], text, int), genesis.preview_audience(uuid, uuid[], text[], text, int)
to tenant_role, service_role;
