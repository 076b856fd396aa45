-- The last look before a message is handed over. No row: not a claim of this workspace. A claim that may not go out any more is given
-- back in the same transaction; one that was settled or ran out stays as it is. With p_once the application takes the claim over: from
-- this commit on it counts as settled for each other caller, and so does one that was confirmed before, because its message may have been
-- handed over. What is handed over is what was claimed, and that is what was approved: an email whose text, sender or recipient changed
-- since is given back as one that waits for approval.
create or replace function genesis.confirm_claim(p_workspace_id uuid, p_claim_id uuid, p_once boolean, p_unsubscribe_url text)
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
  if v_mail.status <> 'claimed' or v_mail.gateway_claim_id = v_mail.claim_id or (p_once and v_mail.confirmed_at is not null)
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
    update genesis.sequence_emails e
    set confirmed_at = coalesce(e.confirmed_at, v_now), gateway_claim_id = case when p_once then e.claim_id end
    where e.workspace_id = p_workspace_id and e.claim_id = p_claim_id
    returning e.confirmed_at into confirmed_at;
  end if;
  return next;
end
$$;
