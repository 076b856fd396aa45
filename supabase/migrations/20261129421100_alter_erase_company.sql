-- Erases what a closed workspace still holds about people and its company, once its leads are erased. Counts, costs and the ledger stay.
-- For service_role alone: no workspace may call a function that runs with other rights than its own. It does nothing in a workspace that
-- is not closed.
create or replace function genesis.erase_company(p_workspace_id uuid) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_table text;
begin
  if not exists (select from public.workspaces w where w.id = p_workspace_id and w.closed_at is not null) then
    raise exception 'the workspace is not closed' using errcode = 'object_not_in_prerequisite_state';
  end if;
  foreach v_table in array array[
    'public.reply_threads', 'genesis.lead_lists', 'genesis.lead_import_files', 'genesis.lead_imports', 'genesis.sequences',
    'genesis.draft_failures', 'genesis.campaign_audiences', 'genesis.mail_account_checks', 'genesis.mailbox_pacing',
    'genesis.email_provider_config', 'genesis.credential_store', 'genesis.brand_profiles',
    'genesis.infrastructure_config', 'genesis.onboarding_progress', 'genesis.onboarding_drafts', 'public.notifications', 'public.held_jobs',
    'public.project_integrations', 'public.project_integration_states', 'public.project_integration_uses', 'public.deployments', 'public.project_keys', 'public.workspace_invites', 'public.suppressions',
    'public.project_analytics_events', 'public.project_payment_events', 'genesis.address_salts']
  loop
    execute format('delete from %s where workspace_id = $1', v_table::regclass) using p_workspace_id;
  end loop;
  update genesis.sequence_emails e
  set to_email = 'erased', subject = '(erased)', body = '(erased)', template = null, signs = false, signature = null, holes = '{}',
      missing = '{}', outcome_detail = null
  where e.workspace_id = p_workspace_id and e.subject <> '(erased)';
  update public.unsubscribe_tokens t set email = 'erased:' || t.lead_id where t.workspace_id = p_workspace_id;
  update public.email_events e
  set contact_email = 'erased:' || e.contact_id, subject = null, body = null, metadata = '{}', idempotency_key = 'erased:' || e.id
  where e.workspace_id = p_workspace_id;
  update public.contacts c set email = 'erased:' || c.id where c.workspace_id = p_workspace_id;
  update public.llm_usage u set contact_email = null where u.workspace_id = p_workspace_id;
  update public.projects p set idea = null, website = null where p.workspace_id = p_workspace_id;
end
$$;
