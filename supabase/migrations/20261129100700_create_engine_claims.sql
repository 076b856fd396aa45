-- A claimed email ready to send: the draft, the sender, the footer that the law asks for and the one-click unsubscribe (RFC 8058).
create function private.claimed_email(p_mail genesis.sequence_emails, p_unsubscribe_url text)
returns table (
  claim_id uuid, lead_id uuid, to_email text, to_name text, from_email text, from_name text, subject text,
  text_body text, html_body text, message_id text, list_unsubscribe text, list_unsubscribe_post text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select p_mail.claim_id, p_mail.lead_id, p_mail.to_email, nullif(trim(concat_ws(' ', l.first_name, l.last_name)), ''),
         b.sender_email, b.sender_name, p_mail.subject,
         concat(p_mail.body, E'\n\n--\n', b.company_name, E'\n', b.postal_address, E'\n\nUnsubscribe: ', link.url),
         concat('<div style="white-space:pre-wrap">', private.escape_html(p_mail.body), '</div><hr><p style="color:#666">',
                private.escape_html(b.company_name), '<br>', private.escape_html(b.postal_address),
                '<br><a href="', private.escape_html(link.url), '">Unsubscribe</a></p>'),
         p_mail.message_id, format('<%s>', link.url), 'List-Unsubscribe=One-Click'
  from genesis.leads l
  join genesis.brand_profiles b on b.workspace_id = l.workspace_id
  join public.unsubscribe_tokens t
    on t.workspace_id = l.workspace_id and t.campaign_id = p_mail.campaign_id and t.lead_id = l.id
  cross join lateral (select p_unsubscribe_url || '/' || t.token as url) link
  where l.workspace_id = p_mail.workspace_id and l.id = p_mail.lead_id
$$;

-- The one place that knows who is due, and that takes the claim in the same statement: no email to a person who opted out, replied,
-- bounced or is suppressed, none outside the window or over a limit, no step before its time, and none twice: a row leaves 'drafted'
-- once. Claims of one workspace queue up behind its configuration row, so that two runs can never share the last of a daily limit.
create function genesis.claim_due_emails(
  p_workspace_id uuid, p_campaign_id uuid, p_step int, p_limit int, p_confirms boolean, p_unsubscribe_url text)
returns table (
  claim_id uuid, lead_id uuid, to_email text, to_name text, from_email text, from_name text, subject text,
  text_body text, html_body text, message_id text, list_unsubscribe text, list_unsubscribe_post text)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_campaign public.campaigns;
  v_config genesis.infrastructure_config;
  v_brand genesis.brand_profiles;
  v_mail genesis.sequence_emails;
  v_now timestamptz;
begin
  select * into v_config from genesis.infrastructure_config where workspace_id = p_workspace_id for update;
  v_now := clock_timestamp();
  perform private.expire_claims(p_workspace_id, v_now);
  select * into v_campaign from public.campaigns where id = p_campaign_id and workspace_id = p_workspace_id;
  select * into v_brand from genesis.brand_profiles where workspace_id = p_workspace_id;
  if v_config.workspace_id is null or v_brand.workspace_id is null or v_campaign.id is null
     or not private.campaign_runs(v_campaign)
     or not private.window_is_open(coalesce(v_campaign.send_window, v_config.send_window), v_config.time_zone, v_now)
  then
    return;
  end if;

  for v_mail in
    with due as (
      select e.lead_id, e.step, gen_random_uuid() as claim_id
      from genesis.sequence_emails e
      join private.mailable_leads l on l.workspace_id = e.workspace_id and l.id = e.lead_id
      left join genesis.sequence_emails previous
        on previous.workspace_id = e.workspace_id and previous.campaign_id = e.campaign_id
       and previous.lead_id = e.lead_id and previous.step = e.step - 1
      where e.workspace_id = p_workspace_id and e.campaign_id = v_campaign.id and e.step = p_step
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
          confirms = p_confirms, confirmed_at = null,
          message_id = format('<%s@%s>', due.claim_id, split_part(v_brand.sender_email, '@', 2))
      from due
      where e.workspace_id = p_workspace_id and e.campaign_id = v_campaign.id
        and e.lead_id = due.lead_id and e.step = due.step and e.status = 'drafted'
      returning e.*
    ), linked as (
      insert into public.unsubscribe_tokens as t (workspace_id, campaign_id, lead_id, email)
      select workspace_id, campaign_id, lead_id, to_email from claimed
      on conflict (workspace_id, campaign_id, lead_id) do update set email = excluded.email
    )
    select * from claimed order by drafted_at, lead_id
  loop
    return query select * from private.claimed_email(v_mail, p_unsubscribe_url);
  end loop;
end
$$;

-- The same email again while its claim is open.
create function genesis.open_claim(p_workspace_id uuid, p_claim_id uuid, p_unsubscribe_url text)
returns table (
  claim_id uuid, lead_id uuid, to_email text, to_name text, from_email text, from_name text, subject text,
  text_body text, html_body text, message_id text, list_unsubscribe text, list_unsubscribe_post text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select c.*
  from genesis.sequence_emails e
  cross join lateral private.claimed_email(e, p_unsubscribe_url) c
  where e.workspace_id = p_workspace_id and e.claim_id = p_claim_id and e.status = 'claimed'
$$;
grant execute on function
  private.claimed_email(genesis.sequence_emails, text), genesis.open_claim(uuid, uuid, text),
  genesis.claim_due_emails(uuid, uuid, int, int, boolean, text)
to tenant_role;
