-- A body in plpgsql is planned with its arguments, so that Postgres locks the leads of one workspace alone; one in sql locks every partition.
create or replace function private.withdrawal_reason(p_mail genesis.sequence_emails, p_unsubscribe_url text)
returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
  return (
  select case
    when w.status <> 'active' then 'workspace.frozen'
    when w.workflows_held then 'workspace.held'
    when c.status <> 'active' then 'campaign.not_active'
    when l.id is null or l.status <> 'active' then 'lead.stopped'
    when private.suppressed_for(l.workspace_id, l.email) is not null then 'lead.suppressed'
    when l.held_for is not null then 'lead.unconfirmed'
    when l.email <> p_mail.to_email then 'lead.address_changed'
    when p_mail.claimed_hash is distinct from private.email_hash(p_mail, p_unsubscribe_url) and p_mail.claimed_hash is not null
      then 'draft.changed'
    when private.review_holds(c) and p_mail.approved_hash is distinct from p_mail.claimed_hash and p_mail.claimed_hash is not null
      then 'approval.missing' end
  from public.campaigns c
  join public.workspaces w on w.id = c.workspace_id
  left join genesis.leads l on l.workspace_id = c.workspace_id and l.id = p_mail.lead_id
  where c.workspace_id = p_mail.workspace_id and c.id = p_mail.campaign_id);
end
$$;
