-- A body in plpgsql is planned with its arguments, so that Postgres locks the leads of one workspace alone; one in sql locks every partition.
create or replace function genesis.void_lead_approvals(p_workspace_id uuid, p_lead_ids uuid[], p_unsubscribe_url text)
returns integer
language plpgsql
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
  voided integer;
begin
  with changed as (
    update genesis.sequence_emails e set status = 'drafted'
    from private.rendered_emails(
      p_workspace_id,
      array(select a.id from genesis.sequence_emails a
            where a.workspace_id = p_workspace_id and a.lead_id = any (p_lead_ids) and a.status = 'approved'),
      p_unsubscribe_url) r, genesis.leads l
    where e.workspace_id = p_workspace_id and e.id = r.id and e.status = 'approved'
      and l.workspace_id = e.workspace_id and l.id = e.lead_id
      and (e.approved_hash is distinct from r.hash or e.to_email <> l.email)
    returning e.id
  )
  select count(*)::int into voided from changed;
  return voided;
end
$$;
