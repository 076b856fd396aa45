drop function genesis.claim_due_emails(uuid, uuid, int, int, boolean, text);

-- The one place that knows who is due, and that takes the claim in the same statement: no email to a person who opted out, replied,
-- bounced or is suppressed, none outside the window, over a limit or faster than the account's pace, no step before its time, none with a
-- hole or without a value that its text needs, none that differs from what was approved, and none twice: a row leaves 'drafted' or 'approved' once. Claims of one workspace queue
-- up behind its configuration row, so that two runs can never share the last of a limit, nor one place in the pace. Step 3 stands for each
-- step from the third on.
-- It takes emails of one mailbox: a workflow that sends by itself holds the password of the first alone.
create function genesis.claim_due_emails(
  p_workspace_id uuid, p_campaign_id uuid, p_step int, p_limit int, p_confirms boolean, p_unsubscribe_url text,
  p_mailbox int default 1)
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
  v_sender genesis.brand_profiles := private.sender_of(p_workspace_id, p_mailbox);
  v_mail genesis.sequence_emails;
  v_now timestamptz;
  v_reviews boolean;
  v_left int;
  v_hash text;
  v_full text[];
  v_whole boolean := private.signature_is_whole(p_workspace_id, p_campaign_id);
  v_voided boolean := true;
begin
  select * into v_config from genesis.infrastructure_config where workspace_id = p_workspace_id for update;
  v_now := clock_timestamp();
  perform private.expire_claims(p_workspace_id, v_now);
  select * into v_campaign from public.campaigns where id = p_campaign_id and workspace_id = p_workspace_id;
  if v_campaign.id is null
    or exists (
      select from genesis.email_provider_config a
      where a.workspace_id = p_workspace_id and a.mailbox = p_mailbox and a.removed_at is not null)
    or exists (select from private.sending_gates(v_campaign, v_config, p_step, p_mailbox, v_now))
  then
    return;
  end if;
  v_reviews := private.review_holds(v_campaign);
  v_full := private.full_domains(v_config, v_now);
  v_left := least(
    greatest(p_limit, 0), private.remaining_today(v_campaign, v_config, p_mailbox, v_now), private.lot_limit(p_workspace_id, p_mailbox));

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
      where e.workspace_id = p_workspace_id and e.campaign_id = v_campaign.id and e.mailbox = p_mailbox
        and (e.step = p_step or p_step = 3 and e.step > 3)
        and e.status in ('drafted', 'approved') and (e.status = 'approved' or not v_reviews)
        and e.holes = '{}' and e.missing = '{}' and (v_whole or not e.signs) and e.to_email = l.email
        and (e.not_before is null or e.not_before <= v_now)
        and case when e.step = 1 then e.drafted_at else previous.sent_at end
            + make_interval(days => coalesce(v_campaign.step_delays_days[e.step], 0)) <= v_now
        and (e.step = 1 or previous.status = 'sent')
        and (v_full = '{}' or private.company_domain(e.to_email) is null or p_mailbox || ':' || private.company_domain(e.to_email) <> all (v_full))
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
            message_id = format('<%s@%s>', v_mail.claim_id, split_part(v_sender.sender_email, '@', 2))
        where e.workspace_id = p_workspace_id and e.id = v_mail.id
        returning e.* into v_mail;
        v_left := v_left - 1;
        return query select * from private.claimed_email(v_mail, p_unsubscribe_url);
      end if;
    end loop;
  end loop;
end
$$;
grant execute on function genesis.claim_due_emails(uuid, uuid, int, int, boolean, text, int) to tenant_role;
