-- Owner: replies. Lets a sequence go on: the holds that a thread caused end, a person who had only replied is active again, and what
-- was cancelled by that waits as before. Never for a person who opted out, complained, bounced or is suppressed.
create function genesis.resume_lead(p_workspace_id uuid, p_thread_id uuid, p_lead_id uuid) returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead genesis.leads;
begin
  delete from genesis.sequence_holds where workspace_id = p_workspace_id and thread_id = p_thread_id;
  select * into v_lead from genesis.leads where workspace_id = p_workspace_id and id = p_lead_id for update;
  if not found then
    return 'none';
  end if;
  if v_lead.status not in ('active', 'replied') or exists (
    select from public.suppressions s where s.workspace_id = p_workspace_id and s.email = v_lead.email)
  then
    return 'refused';
  end if;
  delete from genesis.sequence_holds where workspace_id = p_workspace_id and lead_id = p_lead_id;
  if v_lead.status = 'active' then
    return 'resumed';
  end if;
  update genesis.leads set status = 'active', status_changed_at = now() where workspace_id = p_workspace_id and id = p_lead_id;
  update genesis.sequence_emails e set status = case when e.approved_hash is null then 'drafted' else 'approved' end
  where e.workspace_id = p_workspace_id and e.lead_id = p_lead_id and e.status = 'cancelled' and e.to_email = v_lead.email;
  return 'resumed';
end
$$;
grant execute on function genesis.resume_lead(uuid, uuid, uuid) to tenant_role;
