drop function genesis.confirm_claim(uuid, uuid, boolean);
drop function private.withdrawal_reason(genesis.sequence_emails);

-- Why a claimed email must not go out any more; null while it may. A claim of before claimed_hash existed is not compared.
create function private.withdrawal_reason(p_mail genesis.sequence_emails, p_unsubscribe_url text) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case
    when w.status <> 'active' then 'workspace.frozen'
    when w.workflows_held then 'workspace.held'
    when c.status <> 'active' then 'campaign.not_active'
    when l.id is null or l.status <> 'active' then 'lead.stopped'
    when exists (select from public.suppressions s where s.workspace_id = l.workspace_id and s.email = l.email) then 'lead.suppressed'
    when l.email <> p_mail.to_email then 'lead.address_changed'
    when p_mail.claimed_hash is distinct from private.email_hash(p_mail, p_unsubscribe_url) and p_mail.claimed_hash is not null
      then 'draft.changed'
    when private.review_holds(c) and p_mail.approved_hash is distinct from p_mail.claimed_hash and p_mail.claimed_hash is not null
      then 'approval.missing' end
  from public.campaigns c
  join public.workspaces w on w.id = c.workspace_id
  left join genesis.leads l on l.workspace_id = c.workspace_id and l.id = p_mail.lead_id
  where c.workspace_id = p_mail.workspace_id and c.id = p_mail.campaign_id
$$;

-- The last look before a message is handed over. No row: not a claim of this workspace. A claim that may not go out any more is given
-- back in the same transaction; one that was settled or ran out stays as it is. With p_once a claim that was confirmed before counts as
-- settled: its message may have been handed over. What is handed over is what was claimed, and that is what was approved: an email whose
-- text, sender or recipient changed since is given back as one that waits for approval.
create function genesis.confirm_claim(p_workspace_id uuid, p_claim_id uuid, p_once boolean, p_unsubscribe_url text)
returns table (confirmed_at timestamptz, withdrawn text)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_mail genesis.sequence_emails;
  v_now timestamptz;
begin
  select * into v_mail from genesis.sequence_emails e
  where e.workspace_id = p_workspace_id and e.claim_id = p_claim_id for update;
  if not found then
    return;
  end if;
  v_now := clock_timestamp();
  if v_mail.status <> 'claimed' or (p_once and v_mail.confirmed_at is not null)
     or v_mail.claimed_at < v_now - interval '10 minutes' then
    withdrawn := 'claim.settled';
    return next;
    return;
  end if;

  withdrawn := private.withdrawal_reason(v_mail, p_unsubscribe_url);
  if withdrawn is not null then
    if withdrawn = 'draft.changed' then
      update genesis.sequence_emails e set claimed_hash = null
      where e.workspace_id = p_workspace_id and e.claim_id = p_claim_id
      returning * into v_mail;
    end if;
    perform private.give_back(v_mail, null, 'given back before it was handed over: ' || withdrawn);
  else
    update genesis.sequence_emails e set confirmed_at = coalesce(e.confirmed_at, v_now)
    where e.workspace_id = p_workspace_id and e.claim_id = p_claim_id
    returning e.confirmed_at into confirmed_at;
  end if;
  return next;
end
$$;
grant execute on function
  private.withdrawal_reason(genesis.sequence_emails, text), genesis.confirm_claim(uuid, uuid, boolean, text)
to tenant_role;
