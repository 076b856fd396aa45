-- A body in plpgsql is planned with its arguments, so that Postgres locks the leads of one workspace alone; one in sql locks every partition.
create or replace function private.chosen_leads(p_workspace_id uuid, p_campaign_id uuid, p_list_ids uuid[], p_tags text[], p_company text, p_not_contacted_days integer)
returns setof genesis.leads
language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
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
        and e.sent_at > now() - make_interval(days => p_not_contacted_days)));
end
$$;
