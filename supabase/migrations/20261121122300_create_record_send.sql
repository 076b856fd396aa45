-- Records what became of a claimed mail. The first outcome stands; only an unknown one may still become known.
--   sent     accepted by the mail server
--   refused  the recipient is permanently refused (RFC 5321 5yz to RCPT): the lead has bounced
--   failed   certainly not accepted: due again after a pause, at most 5 attempts in all
--   unknown  the connection broke after the message was handed over
create function genesis.record_send(p_claim_id uuid, p_outcome text, p_provider_message_id text, p_detail text)
returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_workspace_id uuid := private.instance_workspace_id();
  v_mail genesis.sequence_emails;
begin
  if p_outcome is null or p_outcome not in ('sent', 'refused', 'failed', 'unknown') then
    raise exception 'outcome must be sent, refused, failed or unknown, not %', p_outcome using errcode = 'invalid_parameter_value';
  end if;
  select * into v_mail from genesis.sequence_emails
  where claim_id = p_claim_id and workspace_id = v_workspace_id for update;
  if v_mail.claim_id is null then
    raise exception 'claim % is not a claim of this workspace', p_claim_id using errcode = 'no_data_found';
  end if;
  if v_mail.status not in ('claimed', 'unknown') or (v_mail.status = 'unknown' and p_outcome = 'unknown') then
    return false;
  end if;

  update genesis.sequence_emails e
  set status = case
        when p_outcome = 'sent' then 'sent'
        when p_outcome = 'refused' then 'bounced'
        when p_outcome = 'unknown' then 'unknown'
        when e.attempts >= 5 then 'failed'
        else 'drafted' end,
      sent_at = case when p_outcome = 'sent' then coalesce(e.sent_at, clock_timestamp()) end,
      not_before = case when p_outcome = 'failed' then clock_timestamp() + make_interval(mins => 2 * e.attempts) end,
      provider_message_id = coalesce(left(p_provider_message_id, 200), e.message_id),
      outcome_detail = left(p_detail, 1000)
  where e.claim_id = p_claim_id;

  if p_outcome = 'refused' then
    update genesis.leads set status = 'bounced', status_changed_at = now()
    where workspace_id = v_workspace_id and id = v_mail.lead_id and status = 'active';
  end if;
  return true;
end
$$;

-- What happened and was not yet reported to POST /api/events, oldest first, ready to post.
create function genesis.unreported_events(p_campaign_id uuid, p_step int, p_limit int)
returns table (claim_id uuid, event jsonb)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_campaign public.campaigns := private.instance_campaign(p_campaign_id);
begin
  return query
  select e.claim_id, jsonb_strip_nulls(jsonb_build_object(
    'workspace_id', e.workspace_id,
    'campaign_id', e.campaign_id,
    'campaign_group_id', v_campaign.campaign_group_id,
    'contact_email', e.to_email,
    'event_type', e.status,
    'idempotency_key', concat_ws(':', e.workspace_id, e.lead_id, e.campaign_id, e.step, e.status),
    'step', e.step,
    'provider', v_campaign.mail_provider,
    'provider_message_id', e.provider_message_id,
    'event_ts', coalesce(e.sent_at, e.claimed_at),
    'subject', e.subject,
    'metadata', jsonb_build_object('detail', e.outcome_detail, 'draft_source', e.draft_source)))
  from genesis.sequence_emails e
  where e.workspace_id = v_campaign.workspace_id and e.campaign_id = v_campaign.id and e.step = p_step
    and e.status in ('sent', 'bounced') and e.reported_at is null
  order by coalesce(e.sent_at, e.claimed_at), e.lead_id
  limit least(greatest(p_limit, 0), 1000);
end
$$;

create function genesis.mark_reported(p_claim_ids uuid[]) returns int
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_workspace_id uuid := private.instance_workspace_id();
  v_marked int;
begin
  update genesis.sequence_emails set reported_at = now()
  where workspace_id = v_workspace_id and claim_id = any (p_claim_ids)
    and status in ('sent', 'bounced') and reported_at is null;
  get diagnostics v_marked = row_count;
  return v_marked;
end
$$;

grant execute on function
  genesis.record_send(uuid, text, text, text), genesis.unreported_events(uuid, int, int), genesis.mark_reported(uuid[])
to instance_role;
