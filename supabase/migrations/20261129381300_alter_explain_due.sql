-- Why no more emails of a step are handed out: each that waits is counted once, and what holds back a whole mailbox counts those of it that
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
  v_mailboxes smallint[];
  v_codes text[];
  v_counts int[];
  v_untils timestamptz[];
  v_mailbox smallint;
  v_due int;
  v_gate text;
  v_opens timestamptz;
  v_for_ever boolean;
  v_earliest timestamptz;
  v_next timestamptz;
  v_gates jsonb := '[]';
begin
  select * into v_campaign from public.campaigns where workspace_id = p_workspace_id and id = p_campaign_id;
  if not found then
    return;
  end if;
  select * into v_config from genesis.infrastructure_config where workspace_id = p_workspace_id;

  select array_agg(w.mailbox), array_agg(w.code), array_agg(w.number), array_agg(w.first)
  into v_mailboxes, v_codes, v_counts, v_untils
  from (
    select m.mailbox, m.code, count(*)::int as number,
      case when m.code in ('step.waiting', 'attempt.waiting', 'lead.held', 'domain_limit.reached') then min(m.until) end as first
    from private.waiting_emails(v_campaign, p_step, v_now) m group by m.mailbox, m.code) w;

  for v_mailbox in select distinct m from unnest(coalesce(v_mailboxes, '{1}')) as m order by m loop
    v_due := coalesce((
      select w.count from unnest(v_mailboxes, v_codes, v_counts) as w (mailbox, code, count)
      where w.mailbox = v_mailbox and w.code = 'due'), 0);
    select (array_agg(g.code order by g.rank))[1], coalesce(bool_or(g.until is null), false), greatest(v_now, max(g.until))
    into v_gate, v_for_ever, v_opens
    from private.sending_gates(v_campaign, v_config, p_step, v_mailbox, v_now) g;
    if v_due > 0 or v_for_ever then
      v_gates := v_gates || jsonb_build_object('code', coalesce(v_gate, 'claim.contended'), 'count', v_due,
        'until', case when v_due > 0 and v_gate is not null and not v_for_ever then v_opens end);
    end if;
    if not v_for_ever then
      v_earliest := case when v_due > 0 then v_opens else (
        select min(w.until) from unnest(v_mailboxes, v_untils) as w (mailbox, until) where w.mailbox = v_mailbox) end;
      if v_earliest is not null then
        v_next := least(v_next, private.window_opens_at(
          coalesce(v_campaign.send_window, v_config.send_window), v_config.time_zone, greatest(v_earliest, v_opens)));
      end if;
    end if;
  end loop;

  -- What may be claimed comes first.
  return query
  select g.code, sum(g.count)::int, min(g.until) from jsonb_to_recordset(v_gates) as g (code text, count int, until timestamptz)
  group by g.code order by g.code <> 'claim.contended', min(g.until), g.code;
  return query
  select w.code, sum(w.count)::int, min(w.until) from unnest(v_codes, v_counts, v_untils) as w (code, count, until)
  where w.code <> 'due' group by w.code order by w.code;
  if v_codes is null then
    return query select 'draft.none', 0, null::timestamptz;
  end if;
  if v_next is not null then
    return query select 'next_due', 1, v_next;
  end if;
end
$$;
