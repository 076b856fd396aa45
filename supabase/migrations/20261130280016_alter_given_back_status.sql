-- A body in plpgsql is planned with its arguments, so that Postgres locks the leads of one workspace alone; one in sql locks every partition.
create or replace function private.given_back_status(p_mail genesis.sequence_emails)
returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
  return (
  select case
    when not exists (
      select from private.addressable_leads l where l.workspace_id = p_mail.workspace_id and l.id = p_mail.lead_id) then 'cancelled'
    when p_mail.approved_hash = p_mail.claimed_hash then 'approved'
    else 'drafted' end);
end
$$;
