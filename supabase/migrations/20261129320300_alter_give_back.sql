-- A claim that certainly was not sent goes back without having cost an attempt, a place in the pace of the account or one of the day.
create or replace function private.give_back(p_mail genesis.sequence_emails, p_not_before timestamptz, p_detail text) returns text
language sql
set search_path = pg_catalog, pg_temp
as $$
  update genesis.sequence_emails e
  set status = private.given_back_status(p_mail), attempts = greatest(e.attempts - 1, 0), not_before = p_not_before,
      claimed_at = null, confirmed_at = null, outcome_detail = left(p_detail, 1000)
  where e.workspace_id = p_mail.workspace_id and e.claim_id = p_mail.claim_id
  returning e.status
$$;
