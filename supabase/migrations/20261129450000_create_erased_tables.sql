-- The tables whose rows go when a company is erased, in order: a migration that creates such a table adds its line.
create table private.erased_tables (
  table_name text primary key,
  position int not null
);
comment on table private.erased_tables is 'Owner: deletion. Tables whose rows genesis.erase_company deletes, in this order.';
grant select on private.erased_tables to service_role;

insert into private.erased_tables (table_name, position)
select t, 100 + o
from unnest(array[
  'public.receipt_checks', 'public.receipts', 'public.action_executions', 'public.approval_versions', 'public.approvals', 'public.tasks', 'public.project_integration_states', 'public.project_integration_uses',
  'public.deployments',
  'public.reply_threads', 'genesis.lead_lists', 'genesis.lead_import_files', 'genesis.lead_imports', 'genesis.sequences',
  'genesis.draft_failures', 'genesis.campaign_audiences', 'genesis.mail_account_checks', 'genesis.mailbox_pacing',
  'genesis.email_provider_config', 'genesis.credential_store', 'genesis.brand_profiles',
  'genesis.infrastructure_config', 'genesis.onboarding_progress', 'genesis.onboarding_drafts', 'public.notifications', 'public.held_jobs',
  'public.project_integrations', 'public.project_keys', 'public.workspace_invites', 'public.suppressions',
  'public.project_analytics_events', 'public.project_payment_events', 'genesis.address_salts']) with ordinality as l (t, o);
