-- The words that an email is filled in from go too: they would be written again while it is claimed. So does all that research found.
create or replace function genesis.erase_lead(p_workspace_id uuid, p_lead_id uuid, p_keep_out boolean) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_email text;
  v_name text;
begin
  if p_workspace_id is distinct from private.current_workspace_id() then
    raise exception 'a lead of another workspace' using errcode = 'insufficient_privilege';
  end if;
  select l.email into v_email from genesis.leads l where l.workspace_id = p_workspace_id and l.id = p_lead_id for update;
  if not found then
    return false;
  end if;
  insert into genesis.address_salts (workspace_id) values (p_workspace_id) on conflict do nothing;
  v_name := private.erased_name(p_workspace_id, v_email);

  insert into public.suppressions (workspace_id, email, reason, source, created_at)
  select p_workspace_id, v_name, s.reason, s.source, s.created_at
  from public.suppressions s where s.workspace_id = p_workspace_id and s.email = v_email
  union all select p_workspace_id, v_name, 'opt_out', 'erasure', now()
  from genesis.leads l where l.workspace_id = p_workspace_id and l.id = p_lead_id and l.status in ('opted_out', 'complained')
  union all select p_workspace_id, v_name, 'manual', 'erasure', now() where p_keep_out
  on conflict (workspace_id, email) do nothing;
  delete from public.suppressions s where s.workspace_id = p_workspace_id and s.email = v_email;

  update genesis.sequence_emails e
  set to_email = v_name, subject = '(erased)', body = '(erased)', template = null, signs = false, signature = null, holes = '{}',
      missing = '{}', outcome_detail = null,
      status = case when e.status in ('sent', 'bounced', 'unknown', 'failed', 'claimed') then e.status else 'cancelled' end
  where e.workspace_id = p_workspace_id and e.lead_id = p_lead_id;
  update public.unsubscribe_tokens t set email = v_name where t.workspace_id = p_workspace_id and t.lead_id = p_lead_id;

  update public.email_events e
  set contact_email = v_name, subject = null, body = null, metadata = '{}',
      idempotency_key = case when e.idempotency_key ilike '%' || v_email || '%' then 'erased:' || e.id else e.idempotency_key end
  where e.workspace_id = p_workspace_id and e.contact_id in (
    select c.id from public.contacts c where c.workspace_id = p_workspace_id and c.email = v_email);
  update public.contacts c set email = v_name
  where c.workspace_id = p_workspace_id and c.email = v_email
    and not exists (select from public.contacts o where o.workspace_id = p_workspace_id and o.email = v_name);
  update public.llm_usage u set contact_email = v_name where u.workspace_id = p_workspace_id and u.contact_email = v_email;
  delete from public.notifications n where n.workspace_id = p_workspace_id and strpos(lower(n.title || n.data::text), v_email) > 0;

  delete from public.reply_threads t
  where t.workspace_id = p_workspace_id and (t.lead_id = p_lead_id or t.contact_email = v_email);
  delete from genesis.lead_list_members m where m.workspace_id = p_workspace_id and m.lead_id = p_lead_id;
  delete from genesis.lead_findings f where f.workspace_id = p_workspace_id and f.lead_id = p_lead_id;
  delete from genesis.lead_sources s where s.workspace_id = p_workspace_id and s.lead_id = p_lead_id;
  delete from genesis.leads l where l.workspace_id = p_workspace_id and l.id = p_lead_id;
  return true;
end
$$;
