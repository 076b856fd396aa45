-- The Message-IDs of what this person got in the thread of an email, oldest first: the first and the last four, as RFC 5322 3.6.4 allows,
-- so that the header stays a line of its own.
create function private.thread_ids(p_mail genesis.sequence_emails) returns text[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(sent.message_id order by sent.step), '{}')
  from (
    select e.message_id, e.step, row_number() over (order by e.step) as up, row_number() over (order by e.step desc) as down
    from genesis.sequence_emails e
    where p_mail.same_thread and e.workspace_id = p_mail.workspace_id and e.campaign_id = p_mail.campaign_id
      and e.lead_id = p_mail.lead_id and e.step < p_mail.step and e.step >= (private.thread_opening(p_mail)).step
      and e.status = 'sent' and e.message_id is not null) sent
  where sent.up = 1 or sent.down <= 4
$$;

drop function private.claimed_email(genesis.sequence_emails, text);
create function private.claimed_email(p_mail genesis.sequence_emails, p_unsubscribe_url text)
returns table (
  claim_id uuid, lead_id uuid, to_email text, to_name text, from_email text, from_name text, subject text,
  text_body text, html_body text, message_id text, list_unsubscribe text, list_unsubscribe_post text,
  in_reply_to text, thread_ids text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select p_mail.claim_id, p_mail.lead_id, r.to_email, r.to_name, r.from_email, r.from_name, r.subject,
         r.text_body, r.html_body, p_mail.message_id, r.list_unsubscribe, r.list_unsubscribe_post,
         t.ids[cardinality(t.ids)], nullif(array_to_string(t.ids, ' '), '')
  from private.rendered_email(p_mail, private.thread_opening(p_mail), p_unsubscribe_url) r
  cross join (select private.thread_ids(p_mail) as ids) t
$$;

drop function genesis.open_claim(uuid, uuid, text);
-- A claimed email again while its claim is open.
create function genesis.open_claim(p_workspace_id uuid, p_claim_id uuid, p_unsubscribe_url text)
returns table (
  claim_id uuid, lead_id uuid, to_email text, to_name text, from_email text, from_name text, subject text,
  text_body text, html_body text, message_id text, list_unsubscribe text, list_unsubscribe_post text,
  in_reply_to text, thread_ids text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select c.*
  from genesis.sequence_emails e
  cross join lateral private.claimed_email(e, p_unsubscribe_url) c
  where e.workspace_id = p_workspace_id and e.claim_id = p_claim_id and e.status = 'claimed'
$$;

drop function genesis.claim_due_emails(uuid, uuid, int, int, boolean, text);
-- The one place that knows who is due, and that takes the claim in the same statement: no email to a person who opted out, replied,
-- bounced or is suppressed, none outside the window or over a limit, no step before its time, none with a hole or without a value that
-- its text needs, none that differs from what was approved, and none twice: a row leaves 'drafted' or 'approved' once. Claims of
-- one workspace queue up behind its configuration row, so that two runs can never share the last of a daily limit. Step 3 stands for each
-- step from the third on.
create function genesis.claim_due_emails(
  p_workspace_id uuid, p_campaign_id uuid, p_step int, p_limit int, p_confirms boolean, p_unsubscribe_url text)
returns table (
  claim_id uuid, lead_id uuid, to_email text, to_name text, from_email text, from_name text, subject text,
  text_body text, html_body text, message_id text, list_unsubscribe text, list_unsubscribe_post text,
  in_reply_to text, thread_ids text)
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
  v_reviews boolean;
  v_left int;
  v_hash text;
  v_whole boolean := private.signature_is_whole(p_workspace_id, p_campaign_id);
  v_voided boolean := true;
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
  v_reviews := private.review_holds(v_campaign);
  v_left := least(greatest(p_limit, 0), private.remaining_today(v_campaign, v_config, v_now));

  -- An approval that turns out void makes room for the next email.
  while v_voided and v_left > 0 loop
    v_voided := false;
    for v_mail in
      select e.*
      from genesis.sequence_emails e
      join private.mailable_leads l on l.workspace_id = e.workspace_id and l.id = e.lead_id
      left join genesis.sequence_emails previous
        on previous.workspace_id = e.workspace_id and previous.campaign_id = e.campaign_id
       and previous.lead_id = e.lead_id and previous.step = e.step - 1
      where e.workspace_id = p_workspace_id and e.campaign_id = v_campaign.id
        and (e.step = p_step or p_step = 3 and e.step > 3)
        and e.status in ('drafted', 'approved') and (e.status = 'approved' or not v_reviews)
        and e.holes = '{}' and e.missing = '{}' and (v_whole or not e.signs) and e.to_email = l.email
        and (e.not_before is null or e.not_before <= v_now)
        and case when e.step = 1 then e.drafted_at else previous.sent_at end
            + make_interval(days => coalesce(v_campaign.step_delays_days[e.step], 0)) <= v_now
        and (e.step = 1 or previous.status = 'sent')
      order by e.drafted_at, e.lead_id
      limit v_left
      for update of e skip locked
    loop
      v_hash := private.email_hash(v_mail, p_unsubscribe_url);
      if v_reviews and v_hash is distinct from v_mail.approved_hash then
        update genesis.sequence_emails e set status = 'drafted' where e.workspace_id = p_workspace_id and e.id = v_mail.id;
        v_voided := true;
      elsif v_hash is not null then
        v_mail.claim_id := gen_random_uuid();
        update genesis.sequence_emails e
        set status = 'claimed', claim_id = v_mail.claim_id, claimed_at = v_now, attempts = e.attempts + 1,
            confirms = p_confirms, confirmed_at = null, claimed_hash = v_hash,
            message_id = format('<%s@%s>', v_mail.claim_id, split_part(v_brand.sender_email, '@', 2))
        where e.workspace_id = p_workspace_id and e.id = v_mail.id
        returning e.* into v_mail;
        v_left := v_left - 1;
        return query select * from private.claimed_email(v_mail, p_unsubscribe_url);
      end if;
    end loop;
  end loop;
end
$$;
grant execute on function
  private.thread_ids(genesis.sequence_emails), private.claimed_email(genesis.sequence_emails, text), genesis.open_claim(uuid, uuid, text),
  genesis.claim_due_emails(uuid, uuid, int, int, boolean, text)
to tenant_role;
