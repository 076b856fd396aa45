-- The emails of one step that did not go out, each with the first thing that holds it back and until when; 'due' when nothing does.
create or replace function private.waiting_emails(p_campaign public.campaigns, p_step int, p_at timestamptz)
returns table (code text, until timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case
      when e.status not in ('drafted', 'approved') then 'claim.open'
      when l.id is null or l.status <> 'active' then 'lead.stopped'
      when s.email is not null or exists (
        select from public.suppressions d where d.workspace_id = l.workspace_id and d.email = any (l.domain_keys)) then 'lead.suppressed'
      when l.held_for is not null then 'lead.unconfirmed'
      when l.email <> e.to_email then 'lead.address_changed'
      when e.holes <> '{}' or e.missing <> '{}' or e.signs and not review.whole then 'draft.incomplete'
      when review.holds and e.status = 'drafted' then
        case when e.approved_hash is null then 'approval.missing' else 'approval.void' end
      when e.step > 1 and previous.status is distinct from 'sent' then 'previous_step.not_sent'
      when delay.ends > p_at then 'step.waiting'
      when e.not_before > p_at then 'attempt.waiting'
      else 'due' end,
    greatest(delay.ends, e.not_before)
  from (
    select private.review_holds(p_campaign) as holds,
           private.signature_is_whole(p_campaign.workspace_id, p_campaign.id) as whole) review
  join genesis.sequence_emails e on e.workspace_id = p_campaign.workspace_id and e.campaign_id = p_campaign.id
  left join genesis.leads l on l.workspace_id = e.workspace_id and l.id = e.lead_id
  left join public.suppressions s on s.workspace_id = e.workspace_id and s.email = l.email
  left join genesis.sequence_emails previous
    on previous.workspace_id = e.workspace_id and previous.campaign_id = e.campaign_id
   and previous.lead_id = e.lead_id and previous.step = e.step - 1
  cross join lateral (
    select case when e.step = 1 then e.drafted_at else previous.sent_at end
      + make_interval(days => coalesce(p_campaign.step_delays_days[e.step], 0)) as ends) delay
  where (e.step = p_step or p_step = 3 and e.step > 3) and e.status in ('drafted', 'approved', 'claimed', 'unknown')
$$;
