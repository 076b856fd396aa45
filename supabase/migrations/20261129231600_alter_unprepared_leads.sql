-- The people of a campaign's audience who may be emailed.
create function private.audience_leads(p_workspace_id uuid, p_campaign_id uuid) returns setof genesis.leads
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.* from private.mailable_leads l
  left join genesis.campaign_audiences a on a.workspace_id = l.workspace_id and a.campaign_id = p_campaign_id
  where l.workspace_id = p_workspace_id
    and (a.campaign_id is null or (
      (a.list_ids = '{}' or exists (
        select from genesis.lead_list_members m
        where m.workspace_id = l.workspace_id and m.lead_id = l.id and m.list_id = any (a.list_ids)))
      and (a.tags = '{}' or l.tags && a.tags)
      and (a.company is null or strpos(lower(l.company), lower(a.company)) > 0)
      and (a.not_contacted_days is null or not exists (
        select from genesis.sequence_emails e
        where e.workspace_id = l.workspace_id and e.lead_id = l.id and e.campaign_id <> p_campaign_id
          and e.sent_at > now() - make_interval(days => a.not_contacted_days)))))
$$;

-- Of a campaign's audience, those with no email of this campaign yet.
create or replace function private.unprepared_leads(p_workspace_id uuid, p_campaign_id uuid) returns setof genesis.leads
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.* from private.audience_leads(p_workspace_id, p_campaign_id) l
  where not exists (
    select from genesis.sequence_emails e
    where e.workspace_id = l.workspace_id and e.campaign_id = p_campaign_id and e.lead_id = l.id)
$$;

-- How many people an audience is, and how many of them got an email of another campaign, or have one waiting.
create function genesis.audience_size(p_workspace_id uuid, p_campaign_id uuid) returns table (people int, contacted int)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select count(*)::int, (count(*) filter (where exists (
    select from genesis.sequence_emails e
    where e.workspace_id = l.workspace_id and e.lead_id = l.id and e.campaign_id <> p_campaign_id
      and e.status not in ('cancelled', 'rejected', 'failed'))))::int
  from private.audience_leads(p_workspace_id, p_campaign_id) l
$$;

grant select on private.mailable_leads to service_role;
grant execute on function
  private.audience_leads(uuid, uuid), genesis.audience_size(uuid, uuid)
to tenant_role, service_role;
