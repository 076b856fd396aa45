-- Counts that a server took no email of a mailbox; the third time in a row the mailbox is held, and the others go on. held: by this one.
create function private.count_failure(p_mail genesis.sequence_emails, p_outcome text, p_detail text)
returns table (failures int, held boolean)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  failures := 0;
  held := false;
  if p_outcome in ('server_unusable', 'account_refused') then
    insert into genesis.mail_account_checks as t (workspace_id, mailbox, protocol, credential_id, ok, stage, message, failures)
    select a.workspace_id, a.mailbox, 'smtp', a.credential_id, false, 'sending', coalesce(left(p_detail, 1000), ''), 1
    from genesis.email_provider_config a
    where a.workspace_id = p_mail.workspace_id and a.mailbox = p_mail.mailbox and a.removed_at is null
    on conflict (workspace_id, mailbox, protocol) do update set failures = t.failures + 1, held = t.held or t.failures >= 2
    returning t.failures, t.held and t.failures = 3 into failures, held;
  elsif p_outcome in ('sent', 'bounced', 'failed', 'deferred') then
    update genesis.mail_account_checks t set failures = 0
    where t.workspace_id = p_mail.workspace_id and t.mailbox = p_mail.mailbox and t.protocol = 'smtp' and t.failures > 0;
  end if;
  failures := coalesce(failures, 0);
  held := coalesce(held, false);
  return next;
end
$$;
grant execute on function private.count_failure(genesis.sequence_emails, text, text) to tenant_role;

drop function genesis.record_outcome(uuid, uuid, text, text, text);

-- Records what became of a claimed email. The first outcome stands; only an unknown one may still become known. No row: not a claim of
-- this workspace.
--   sent             accepted by the mail server
--   bounced          the recipient's mailbox does not exist: the lead has bounced
--   failed           refused for good, for a reason that lies in the message
--   refused          not accepted: due again after a pause, at most 5 attempts in all
--   deferred         refused for now: due again after pauses of up to 6 hours, at most 20 attempts, some five days (RFC 5321 4.5.4.1)
--   account_refused  refused because of the sending account: as deferred, and counts as server_unusable does
--   server_unusable  no message can be handed over: given back without an attempt; the third in a row pauses the campaign, or holds the
--                    mailbox where the workspace has others
--   not_sent         not handed over: given back without an attempt
--   unknown          the connection broke after the message was handed over
create function genesis.record_outcome(
  p_workspace_id uuid, p_claim_id uuid, p_outcome text, p_provider_message_id text, p_detail text)
returns table (
  campaign_id uuid, campaign_name text, lead_id uuid, step int, to_email text, status text, recorded boolean,
  server_failures int, paused boolean, mailbox int, held boolean)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_mail genesis.sequence_emails;
  v_campaign public.campaigns;
  v_now timestamptz;
begin
  if p_outcome is null or p_outcome not in (
    'sent', 'bounced', 'failed', 'refused', 'deferred', 'account_refused', 'server_unusable', 'not_sent', 'unknown')
  then
    raise exception 'there is no outcome %', p_outcome using errcode = 'invalid_parameter_value';
  end if;
  select * into v_mail from genesis.sequence_emails
  where workspace_id = p_workspace_id and claim_id = p_claim_id for update;
  if not found then
    return;
  end if;
  v_now := clock_timestamp();
  select * into v_campaign from public.campaigns where workspace_id = p_workspace_id and id = v_mail.campaign_id;
  campaign_id := v_mail.campaign_id;
  campaign_name := v_campaign.name;
  lead_id := v_mail.lead_id;
  step := v_mail.step;
  to_email := v_mail.to_email;
  status := v_mail.status;
  server_failures := v_campaign.server_failures;
  paused := false;
  mailbox := v_mail.mailbox;
  held := false;
  recorded := v_mail.status in ('claimed', 'unknown') and not (v_mail.status = 'unknown' and p_outcome = 'unknown');
  if not recorded then
    return next;
    return;
  end if;

  if p_outcome in ('server_unusable', 'not_sent') then
    status := private.give_back(
      v_mail, case p_outcome when 'server_unusable' then v_now + interval '2 minutes' end, p_detail);
  else
    update genesis.sequence_emails e
    set status = case
          when p_outcome in ('sent', 'bounced', 'failed', 'unknown') then p_outcome
          when e.attempts >= case p_outcome when 'refused' then 5 else 20 end then 'failed'
          else private.given_back_status(v_mail) end,
        sent_at = case when p_outcome = 'sent' then coalesce(e.sent_at, v_now) end,
        not_before = case
          when p_outcome = 'refused' then v_now + make_interval(mins => 2 * e.attempts)
          when p_outcome in ('deferred', 'account_refused') then v_now + make_interval(mins => least(2 ^ e.attempts, 360)::int) end,
        confirmed_at = case when p_outcome in ('sent', 'bounced', 'failed', 'unknown') then e.confirmed_at end,
        provider_message_id = coalesce(left(p_provider_message_id, 200), e.message_id),
        outcome_detail = left(p_detail, 1000)
    where e.workspace_id = p_workspace_id and e.claim_id = p_claim_id
    returning e.status into status;
  end if;
  if p_outcome = 'bounced' then
    update genesis.leads set status = 'bounced', status_changed_at = now()
    where workspace_id = p_workspace_id and id = v_mail.lead_id and status = 'active';
  end if;

  if v_mail.mailbox > 1 or private.has_mailboxes(p_workspace_id) then
    select t.failures, t.held into server_failures, held
    from private.count_failure(v_mail, p_outcome, p_detail) t;
  elsif p_outcome in ('server_unusable', 'account_refused') then
    update public.campaigns c
    set server_failures = c.server_failures + 1, failure = left(p_detail, 1000),
        status = case when c.server_failures >= 2 then 'paused' else c.status end,
        pause_reason = case when c.server_failures >= 2 then 'mail_server' end
    where c.workspace_id = p_workspace_id and c.id = v_mail.campaign_id and c.status = 'active'
    returning c.server_failures, c.status = 'paused' into server_failures, paused;
    paused := coalesce(paused, false);
    server_failures := coalesce(server_failures, v_campaign.server_failures);
  elsif p_outcome in ('sent', 'bounced', 'failed', 'deferred') and v_campaign.server_failures > 0 then
    update public.campaigns c set server_failures = 0, failure = null
    where c.workspace_id = p_workspace_id and c.id = v_mail.campaign_id and c.status = 'active';
    server_failures := 0;
  end if;
  return next;
end
$$;
grant execute on function genesis.record_outcome(uuid, uuid, text, text, text) to tenant_role;
