drop function genesis.why_not(uuid, uuid);

-- Why a person gets no email now: for each campaign that has an email for them which did not go out, all that holds the next one back:
-- what does not end by itself first, then in the order in which it is worth knowing, and until when. One row without a code: the next
-- claim takes it.
-- mailbox: the address that the email leaves from.
create function genesis.why_not(p_workspace_id uuid, p_lead_id uuid)
returns table (campaign_id uuid, campaign text, step int, rank int, code text, until timestamptz, mailbox text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select c.id, c.name, mail.step, gate.rank,
    case when gate.code = 'campaign.not_active' and c.pause_reason = 'mail_server' then 'mailbox.broken' else gate.code end, gate.until,
    coalesce(box.sender_email, brand.sender_email)
  from public.campaigns c
  left join genesis.infrastructure_config i on i.workspace_id = c.workspace_id
  cross join lateral (select clock_timestamp() as now) clock
  cross join lateral (
    select g.* from private.gated_emails(c, null, p_lead_id, clock.now) g order by g.step limit 1) mail
  left join lateral (
    select case e.code when 'mailbox.removed' then 0 else (100 + e.ordinality)::int end as rank, e.code,
      private.gate_ends(e.code, mail.step_ends, mail.not_before, mail.held_until, mail.next_day) as until
    from unnest(mail.codes) with ordinality as e (code, ordinality)
    union all
    select s.rank, s.code, s.until from private.sending_gates(c, i, mail.step, mail.mailbox, clock.now) s) gate on true
  left join genesis.email_provider_config box on box.workspace_id = c.workspace_id and box.mailbox = mail.mailbox
  left join genesis.brand_profiles brand on brand.workspace_id = c.workspace_id
  where c.workspace_id = p_workspace_id and c.status not in ('archived', 'completed')
    and exists (
      select from genesis.sequence_emails e
      where e.workspace_id = p_workspace_id and e.campaign_id = c.id and e.lead_id = p_lead_id)
  order by c.created_at, c.id, gate.until is not null, gate.rank
$$;
grant execute on function genesis.why_not(uuid, uuid) to tenant_role;
