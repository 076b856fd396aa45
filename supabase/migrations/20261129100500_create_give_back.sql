-- A claim that certainly was not sent goes back without having cost an attempt: due again, or cancelled when the person is not to be
-- mailed any more. One place, for whatever gives a claim back.
create function private.given_back_status(p_mail genesis.sequence_emails) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case when exists (
      select from private.mailable_leads l where l.workspace_id = p_mail.workspace_id and l.id = p_mail.lead_id)
    then 'drafted' else 'cancelled' end
$$;

create function private.give_back(p_mail genesis.sequence_emails, p_not_before timestamptz, p_detail text) returns text
language sql
set search_path = pg_catalog, pg_temp
as $$
  update genesis.sequence_emails e
  set status = private.given_back_status(p_mail), attempts = greatest(e.attempts - 1, 0), not_before = p_not_before,
      confirmed_at = null, outcome_detail = left(p_detail, 1000)
  where e.workspace_id = p_mail.workspace_id and e.claim_id = p_mail.claim_id
  returning e.status
$$;

-- A claim without an outcome: one that had to be confirmed and never was is given back; any other may have gone out, so it is unknown
-- and never sent again by itself.
create or replace function private.expire_claims(p_workspace_id uuid, p_at timestamptz) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_mail genesis.sequence_emails;
begin
  for v_mail in
    select * from genesis.sequence_emails
    where workspace_id = p_workspace_id and status = 'claimed' and claimed_at < p_at - interval '10 minutes'
    for update skip locked
  loop
    if v_mail.confirms and v_mail.confirmed_at is null then
      perform private.give_back(v_mail, null, 'claimed, but not confirmed within 10 minutes: it was not handed over');
    else
      update genesis.sequence_emails
      set status = 'unknown', outcome_detail = 'no outcome was recorded within 10 minutes of the claim'
      where workspace_id = p_workspace_id and claim_id = v_mail.claim_id;
    end if;
  end loop;
end
$$;

grant execute on function
  private.given_back_status(genesis.sequence_emails), private.give_back(genesis.sequence_emails, timestamptz, text)
to tenant_role;
