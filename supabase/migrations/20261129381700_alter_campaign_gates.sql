-- All that keeps a step of a campaign from sending now, for any recipient: what holds of each mailbox that its emails wait for.
create or replace function genesis.campaign_gates(p_workspace_id uuid, p_campaign_id uuid, p_step int)
returns table (code text, until timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with campaign as (
    select c as one, i as config, clock_timestamp() as now
    from public.campaigns c
    left join genesis.infrastructure_config i on i.workspace_id = c.workspace_id
    where c.workspace_id = p_workspace_id and c.id = p_campaign_id
  ), waiting as (
    select distinct w.mailbox
    from campaign k
    cross join lateral private.waiting_emails(k.one, p_step, k.now) w
    where w.code <> 'mailbox.removed'
  ), box as (
    select w.mailbox from waiting w
    union all
    select 1 where not exists (select from waiting)
  )
  select case when g.code = 'campaign.not_active' and (k.one).pause_reason = 'mail_server' then 'mailbox.broken' else g.code end,
    case when bool_and(g.until is not null) then min(g.until) end
  from campaign k
  cross join box b
  cross join lateral private.sending_gates(k.one, k.config, p_step, b.mailbox, k.now) g
  group by (k.one).pause_reason, g.code
  having count(*) = (select count(*) from box)
  order by min(g.rank)
$$;
