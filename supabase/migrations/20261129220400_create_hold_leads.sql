-- Owner: replies. Holds people back, and gives back each claim of theirs that was not confirmed yet: it cannot be confirmed any more.
-- The lock is the one that claims queue up behind, so that a claim is either seen here or sees the hold. A hold that ends later, or
-- never, replaces one that ends sooner.
create function genesis.hold_leads(
  p_workspace_id uuid, p_lead_ids uuid[], p_thread_id uuid, p_reason text, p_until timestamptz) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_mail genesis.sequence_emails;
  v_held int;
begin
  perform from genesis.infrastructure_config where workspace_id = p_workspace_id for update;
  for v_mail in
    select * from genesis.sequence_emails e
    where e.workspace_id = p_workspace_id and e.lead_id = any (p_lead_ids)
      and e.status = 'claimed' and e.confirms and e.confirmed_at is null
    order by e.lead_id, e.step
    for update
  loop
    perform private.give_back(v_mail, null, 'given back before it was handed over: held because of a reply');
  end loop;
  insert into genesis.sequence_holds as h (workspace_id, lead_id, thread_id, reason, until)
  select p_workspace_id, lead_id, p_thread_id, p_reason, p_until
  from (select distinct unnest(p_lead_ids) as lead_id) leads
  order by lead_id
  on conflict (workspace_id, lead_id) do update
  set thread_id = excluded.thread_id, reason = excluded.reason, until = excluded.until
  where coalesce(excluded.until, 'infinity') >= coalesce(h.until, 'infinity');
  get diagnostics v_held = row_count;
  return v_held;
end
$$;
grant execute on function genesis.hold_leads(uuid, uuid[], uuid, text, timestamptz) to tenant_role;
