-- Owner: sequence. Ends the mailing of one person in one workspace, everything in one go: the suppression list, the lead and the drafts
-- still waiting, approved or not. Safe to repeat; what is known never gets weaker, so a person who opted out stays opted out when a reply
-- of theirs arrives late.
--   p_status  the lead's new state; null leaves it
--   p_reason  why the address is suppressed; null does not suppress it
create or replace function genesis.stop_lead(p_workspace_id uuid, p_email text, p_status text, p_reason text, p_source text)
returns table (newly_suppressed boolean, lead_changed boolean, cancelled_drafts int)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_email text := lower(p_email);
  -- later in the list is stronger
  v_states text[] := array['active', 'replied', 'bounced', 'opted_out', 'complained'];
  v_reasons text[] := array['manual', 'hard_bounce', 'opt_out', 'complained'];
  v_found int;
begin
  newly_suppressed := false;
  if p_reason is not null then
    insert into public.suppressions (workspace_id, email, reason, source)
    values (p_workspace_id, v_email, p_reason, p_source)
    on conflict (workspace_id, email) do nothing;
    newly_suppressed := found;
    update public.suppressions s set reason = p_reason, source = p_source
    where s.workspace_id = p_workspace_id and s.email = v_email
      and array_position(v_reasons, s.reason) < array_position(v_reasons, p_reason);
  end if;

  update genesis.leads l set status = p_status, status_changed_at = now()
  where l.workspace_id = p_workspace_id and l.email = v_email
    and array_position(v_states, l.status) < array_position(v_states, p_status);
  lead_changed := found;

  -- A complaint about a campaign that mails by itself after a sample: from now on each email is read again.
  if p_reason = 'complained' then
    update public.campaigns c set review_mode = 'every'
    where c.workspace_id = p_workspace_id and c.review_mode = 'sample' and exists (
      select from genesis.sequence_emails e
      where e.workspace_id = p_workspace_id and e.campaign_id = c.id and e.to_email = v_email and e.claimed_at is not null);
  end if;

  update genesis.sequence_emails e set status = 'cancelled'
  where e.workspace_id = p_workspace_id and e.status in ('drafted', 'approved') and e.to_email = v_email;
  get diagnostics v_found = row_count;
  cancelled_drafts := v_found;
  return next;
end
$$;
