-- The emails of one step that did not go out, each with the first thing that holds it back and until when; 'due' when nothing does.
create function private.waiting_emails(p_campaign public.campaigns, p_step int, p_at timestamptz)
returns table (code text, until timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case
      when e.status <> 'drafted' then 'claim.open'
      when l.id is null or l.status <> 'active' then 'lead.stopped'
      when s.email is not null then 'lead.suppressed'
      when l.email <> e.to_email then 'lead.address_changed'
      when e.step > 1 and previous.status is distinct from 'sent' then 'previous_step.not_sent'
      when delay.ends > p_at then 'step.waiting'
      when e.not_before > p_at then 'attempt.waiting'
      else 'due' end,
    greatest(delay.ends, e.not_before)
  from genesis.sequence_emails e
  left join genesis.leads l on l.workspace_id = e.workspace_id and l.id = e.lead_id
  left join public.suppressions s on s.workspace_id = e.workspace_id and s.email = l.email
  left join genesis.sequence_emails previous
    on previous.workspace_id = e.workspace_id and previous.campaign_id = e.campaign_id
   and previous.lead_id = e.lead_id and previous.step = e.step - 1
  cross join lateral (
    select case when e.step = 1 then e.drafted_at else previous.sent_at end
      + make_interval(days => p_campaign.step_delays_days[e.step]) as ends) delay
  where e.workspace_id = p_campaign.workspace_id and e.campaign_id = p_campaign.id and e.step = p_step
    and e.status in ('drafted', 'claimed', 'unknown')
$$;

-- Why no more emails of a step are handed out: each that waits is counted once, and what holds back the whole campaign counts those that
-- are due. A last row, 'next_due', says when the next one can be claimed; there is none when none waits for a time.
create function genesis.explain_due(p_workspace_id uuid, p_campaign_id uuid, p_step int)
returns table (code text, count int, until timestamptz)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_now timestamptz := clock_timestamp();
  v_campaign public.campaigns;
  v_config genesis.infrastructure_config;
  v_window jsonb;
  v_codes text[];
  v_counts int[];
  v_untils timestamptz[];
  v_due int := 0;
  v_gate text;
  v_opens timestamptz := v_now;
  v_earliest timestamptz;
begin
  select * into v_campaign from public.campaigns where workspace_id = p_workspace_id and id = p_campaign_id;
  if not found then
    return;
  end if;
  select * into v_config from genesis.infrastructure_config where workspace_id = p_workspace_id;
  v_window := coalesce(v_campaign.send_window, v_config.send_window);

  select array_agg(w.code), array_agg(w.number), array_agg(w.first) into v_codes, v_counts, v_untils
  from (
    select m.code, count(*)::int as number, case when m.code in ('step.waiting', 'attempt.waiting') then min(m.until) end as first
    from private.waiting_emails(v_campaign, p_step, v_now) m group by m.code) w;
  v_due := coalesce(v_counts[array_position(v_codes, 'due')], 0);

  v_gate := case
    when v_campaign.status <> 'active' then 'campaign.not_active'
    when exists (select from public.workspaces where id = p_workspace_id and workflows_held) then 'workspace.held'
    when not exists (select from genesis.brand_profiles where workspace_id = p_workspace_id) then 'brand.missing'
    when v_config.workspace_id is null then 'schedule.missing' end;
  if v_gate is not null then
    return query select v_gate, v_due, null::timestamptz;
  else
    if private.remaining_today(v_campaign, v_config, v_now) = 0 then
      v_gate := 'daily_limit.reached';
      v_opens := (date_trunc('day', v_now at time zone v_config.time_zone) + interval '1 day') at time zone v_config.time_zone;
    elsif not private.window_is_open(v_window, v_config.time_zone, v_now) then
      v_gate := 'window.closed';
    else
      v_gate := 'claim.contended';
    end if;
    v_opens := private.window_opens_at(v_window, v_config.time_zone, v_opens);
    if v_due > 0 then
      return query select v_gate, v_due, case when v_gate <> 'claim.contended' then v_opens end;
    end if;
  end if;

  return query
  select w.code, w.count, w.until
  from unnest(v_codes, v_counts, v_untils) as w (code, count, until) where w.code <> 'due' order by w.code;
  if v_codes is null then
    return query select 'draft.none', 0, null::timestamptz;
  end if;

  if v_gate in ('daily_limit.reached', 'window.closed', 'claim.contended') then
    v_earliest := case when v_due > 0 then v_opens else (select min(w.until) from unnest(v_untils) as w (until)) end;
    if v_earliest is not null then
      return query select 'next_due', 1, private.window_opens_at(v_window, v_config.time_zone, greatest(v_earliest, v_opens));
    end if;
  end if;
end
$$;
grant execute on function
  private.waiting_emails(public.campaigns, int, timestamptz), genesis.explain_due(uuid, uuid, int)
to tenant_role;
