-- Why no more emails of a step are handed out: each that waits is counted once, and what holds back the whole campaign counts those that
-- are due. A last row, 'next_due', says when the next one can be claimed; there is none when none waits for a time.
create or replace function genesis.explain_due(p_workspace_id uuid, p_campaign_id uuid, p_step int)
returns table (code text, count int, until timestamptz)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_now timestamptz := clock_timestamp();
  v_campaign public.campaigns;
  v_config genesis.infrastructure_config;
  v_codes text[];
  v_counts int[];
  v_untils timestamptz[];
  v_due int := 0;
  v_gate text;
  v_opens timestamptz;
  v_for_ever boolean;
  v_earliest timestamptz;
begin
  select * into v_campaign from public.campaigns where workspace_id = p_workspace_id and id = p_campaign_id;
  if not found then
    return;
  end if;
  select * into v_config from genesis.infrastructure_config where workspace_id = p_workspace_id;

  select array_agg(w.code), array_agg(w.number), array_agg(w.first) into v_codes, v_counts, v_untils
  from (
    select m.code, count(*)::int as number,
      case when m.code in ('step.waiting', 'attempt.waiting', 'lead.held', 'domain_limit.reached') then min(m.until) end as first
    from private.waiting_emails(v_campaign, p_step, v_now) m group by m.code) w;
  v_due := coalesce(v_counts[array_position(v_codes, 'due')], 0);

  select (array_agg(g.code order by g.rank))[1], coalesce(bool_or(g.until is null), false), greatest(v_now, max(g.until))
  into v_gate, v_for_ever, v_opens
  from private.sending_gates(v_campaign, v_config, p_step, v_now) g;
  if v_due > 0 then
    return query select coalesce(v_gate, 'claim.contended'), v_due,
      case when v_gate is not null and not v_for_ever then v_opens end;
  elsif v_for_ever then
    return query select v_gate, 0, null::timestamptz;
  end if;

  return query
  select w.code, w.count, w.until
  from unnest(v_codes, v_counts, v_untils) as w (code, count, until) where w.code <> 'due' order by w.code;
  if v_codes is null then
    return query select 'draft.none', 0, null::timestamptz;
  end if;

  if not v_for_ever then
    v_earliest := case when v_due > 0 then v_opens else (select min(w.until) from unnest(v_untils) as w (until)) end;
    if v_earliest is not null then
      return query select 'next_due', 1, private.window_opens_at(
        coalesce(v_campaign.send_window, v_config.send_window), v_config.time_zone, greatest(v_earliest, v_opens));
    end if;
  end if;
end
$$;
