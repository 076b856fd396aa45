-- A claim that is given back keeps the approval of the bytes that it was taken with. One of a person who is only held waits with them.
create or replace function private.given_back_status(p_mail genesis.sequence_emails) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case
    when not exists (
      select from private.addressable_leads l where l.workspace_id = p_mail.workspace_id and l.id = p_mail.lead_id) then 'cancelled'
    when p_mail.approved_hash = p_mail.claimed_hash then 'approved'
    else 'drafted' end
$$;
