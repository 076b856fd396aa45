create function private.window_is_open(p_window jsonb, p_time_zone text, p_at timestamptz) returns boolean
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select (p_window -> 'days') @> to_jsonb(extract(isodow from p_at at time zone p_time_zone)::int)
     and (p_at at time zone p_time_zone)::time >= (p_window ->> 'from')::time
     and ((p_window ->> 'to')::time = '24:00' or (p_at at time zone p_time_zone)::time < (p_window ->> 'to')::time)
$$;

create function private.escape_html(p_text text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select replace(replace(replace(replace(p_text, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;')
$$;

-- How many more mails this campaign may send today: the smaller of its own and the workspace's limit.
create function private.remaining_today(p_campaign public.campaigns, p_config genesis.infrastructure_config, p_at timestamptz)
returns int
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with today as (
    select date_trunc('day', p_at at time zone p_config.time_zone) at time zone p_config.time_zone as since
  ), claims as (
    select count(*)::int as workspace, (count(*) filter (where e.campaign_id = p_campaign.id))::int as campaign
    from genesis.sequence_emails e, today
    where e.workspace_id = p_campaign.workspace_id and e.claimed_at >= today.since and e.status <> 'drafted'
  )
  select greatest(0, least(
    p_config.daily_limit - claims.workspace,
    coalesce(p_campaign.daily_limit, p_config.daily_limit) - claims.campaign))
  from claims
$$;

-- A claim whose outcome never came is unknown: it may have gone out, so it is never sent again by itself.
create function private.expire_claims(p_workspace_id uuid, p_at timestamptz) returns void
language sql
set search_path = pg_catalog, pg_temp
as $$
  update genesis.sequence_emails
  set status = 'unknown', outcome_detail = 'no outcome was recorded within 10 minutes of the claim'
  where workspace_id = p_workspace_id and status = 'claimed' and claimed_at < p_at - interval '10 minutes'
$$;

-- The one place that knows who is due, and that takes the claim in the same statement: nobody who opted out,
-- replied, bounced or is suppressed, nothing outside the window or over a limit, no step before its time, and
-- no mail twice: a row leaves 'drafted' once. Claims of one workspace queue up behind its configuration row,
-- so that two runs can never share the last of a daily limit.
create function genesis.claim_due_emails(p_campaign_id uuid, p_step int, p_limit int, p_unsubscribe_url text)
returns table (
  claim_id uuid, lead_id uuid, to_email text, to_name text, from_email text, from_name text, subject text,
  text_body text, html_body text, message_id text, list_unsubscribe text, list_unsubscribe_post text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_campaign public.campaigns := private.instance_campaign(p_campaign_id);
  v_config genesis.infrastructure_config;
  v_brand genesis.brand_profiles;
  v_now timestamptz := now();
begin
  select * into v_config from genesis.infrastructure_config where workspace_id = v_campaign.workspace_id for update;
  v_now := clock_timestamp();
  perform private.expire_claims(v_campaign.workspace_id, v_now);
  select * into v_campaign from public.campaigns where id = p_campaign_id;
  select * into v_brand from genesis.brand_profiles where workspace_id = v_campaign.workspace_id;
  if v_config.workspace_id is null or v_brand.workspace_id is null or not private.campaign_runs(v_campaign)
     or not private.window_is_open(coalesce(v_campaign.send_window, v_config.send_window), v_config.time_zone, v_now)
  then
    return;
  end if;

  return query
  with due as (
    select e.lead_id, e.step, gen_random_uuid() as claim_id
    from genesis.sequence_emails e
    join private.mailable_leads l on l.workspace_id = e.workspace_id and l.id = e.lead_id
    left join genesis.sequence_emails previous
      on previous.workspace_id = e.workspace_id and previous.campaign_id = e.campaign_id
     and previous.lead_id = e.lead_id and previous.step = e.step - 1
    where e.workspace_id = v_campaign.workspace_id and e.campaign_id = v_campaign.id and e.step = p_step
      and e.status = 'drafted' and e.to_email = l.email
      and (e.not_before is null or e.not_before <= v_now)
      and case when e.step = 1 then e.drafted_at else previous.sent_at end
          + make_interval(days => v_campaign.step_delays_days[e.step]) <= v_now
      and (e.step = 1 or previous.status = 'sent')
    order by e.drafted_at, e.lead_id
    limit least(greatest(p_limit, 0), private.remaining_today(v_campaign, v_config, v_now))
    for update of e skip locked
  ), claimed as (
    update genesis.sequence_emails e
    set status = 'claimed', claim_id = due.claim_id, claimed_at = v_now, attempts = e.attempts + 1,
        message_id = format('<%s@%s>', due.claim_id, split_part(v_brand.sender_email, '@', 2))
    from due
    where e.workspace_id = v_campaign.workspace_id and e.campaign_id = v_campaign.id
      and e.lead_id = due.lead_id and e.step = due.step and e.status = 'drafted'
    returning e.*
  ), tokens as (
    insert into public.unsubscribe_tokens as t (workspace_id, campaign_id, lead_id, email)
    select workspace_id, campaign_id, lead_id, to_email from claimed
    on conflict (workspace_id, campaign_id, lead_id) do update set email = excluded.email
    returning t.lead_id, t.token
  )
  select c.claim_id, c.lead_id, c.to_email, trim(concat_ws(' ', l.first_name, l.last_name)),
         v_brand.sender_email, v_brand.sender_name, c.subject,
         concat(c.body, E'\n\n--\n', v_brand.company_name, E'\n', v_brand.postal_address,
                E'\n\nUnsubscribe: ', link.url),
         concat('<div style="white-space:pre-wrap">', private.escape_html(c.body), '</div><hr><p style="color:#666">',
                private.escape_html(v_brand.company_name), '<br>', private.escape_html(v_brand.postal_address),
                '<br><a href="', private.escape_html(link.url), '">Unsubscribe</a></p>'),
         c.message_id, format('<%s>', link.url), 'List-Unsubscribe=One-Click'
  from claimed c
  join tokens t on t.lead_id = c.lead_id
  join genesis.leads l on l.workspace_id = c.workspace_id and l.id = c.lead_id
  cross join lateral (select p_unsubscribe_url || '/' || t.token as url) link;
end
$$;

grant execute on function genesis.claim_due_emails(uuid, int, int, text) to instance_role;
