-- All that keeps a step of a campaign from sending now, for any recipient.
create function genesis.campaign_gates(p_workspace_id uuid, p_campaign_id uuid, p_step int)
returns table (code text, until timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case when g.code = 'campaign.not_active' and c.pause_reason = 'mail_server' then 'mailbox.broken' else g.code end, g.until
  from public.campaigns c
  left join genesis.infrastructure_config i on i.workspace_id = c.workspace_id
  cross join lateral private.sending_gates(c, i, p_step, clock_timestamp()) g
  where c.workspace_id = p_workspace_id and c.id = p_campaign_id
  order by g.rank
$$;
grant execute on function genesis.campaign_gates(uuid, uuid, int) to tenant_role;
