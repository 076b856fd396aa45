-- A body in plpgsql is planned with its arguments, so that Postgres locks the leads of one workspace alone; one in sql locks every partition.
create or replace function private.gated_emails(p_campaign public.campaigns, p_step integer, p_lead_id uuid, p_at timestamptz)
returns table(lead_id uuid, step integer, mailbox smallint, to_email text, codes text[], step_ends timestamptz, not_before timestamptz, held_until timestamptz, next_day timestamptz)
language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
  select e.lead_id, e.step::int, e.mailbox, e.to_email,
    array_remove(array[
      case when e.status not in ('drafted', 'approved') then 'claim.open' end,
      case when l.id is null or l.status <> 'active' then 'lead.stopped' end,
      case when s.email is not null or exists (
        select from public.suppressions d where d.workspace_id = l.workspace_id and d.email = any (l.domain_keys)) then 'lead.suppressed' end,
      case when l.held_for is not null then 'lead.unconfirmed' end,
      case when exists (
        select from genesis.email_provider_config a
        where a.workspace_id = e.workspace_id and a.mailbox = e.mailbox and a.removed_at is not null) then 'mailbox.removed' end,
      case when h.lead_id is not null then 'lead.held' end,
      case when l.email <> e.to_email then 'lead.address_changed' end,
      case when e.holes <> '{}' or e.missing <> '{}' or e.signs and not campaign.whole then 'draft.incomplete' end,
      case when campaign.reviews and e.status = 'drafted' then
        case when e.approved_hash is null then 'approval.missing' else 'approval.void' end end,
      case when e.step > 1 and previous.status is distinct from 'sent' then 'previous_step.not_sent' end,
      case when delay.ends > p_at then 'step.waiting' end,
      case when e.not_before > p_at then 'attempt.waiting' end,
      case when campaign.full_domains <> '{}' and e.mailbox || ':' || private.company_domain(e.to_email) = any (campaign.full_domains)
        then 'domain_limit.reached' end], null),
    delay.ends, e.not_before, h.until, campaign.next_day
  from (
    select private.review_holds(p_campaign) as reviews, private.signature_is_whole(p_campaign.workspace_id, p_campaign.id) as whole,
      private.full_domains(i, p_at) as full_domains,
      private.day_begins(i.time_zone, p_at, 1) as next_day
    from (select) one
    left join genesis.infrastructure_config i on i.workspace_id = p_campaign.workspace_id
    -- Asked once for the campaign, not again for each email.
    offset 0) campaign
  join genesis.sequence_emails e on e.workspace_id = p_campaign.workspace_id and e.campaign_id = p_campaign.id
  left join genesis.leads l on l.workspace_id = e.workspace_id and l.id = e.lead_id
  left join public.suppressions s on s.workspace_id = e.workspace_id and s.email = l.email
  left join genesis.sequence_holds h
    on h.workspace_id = e.workspace_id and h.lead_id = e.lead_id and (h.until is null or h.until > p_at)
  left join genesis.sequence_emails previous
    on previous.workspace_id = e.workspace_id and previous.campaign_id = e.campaign_id
   and previous.lead_id = e.lead_id and previous.step = e.step - 1
  cross join lateral (
    select case when e.step = 1 then e.drafted_at else previous.sent_at end
      + make_interval(days => coalesce(p_campaign.step_delays_days[e.step], 0)) as ends) delay
  where (p_step is null or e.step = p_step or p_step = 3 and e.step > 3) and (p_lead_id is null or e.lead_id = p_lead_id)
    and e.status in ('drafted', 'approved', 'claimed', 'unknown');
end
$$;
