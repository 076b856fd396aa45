-- The people of a workspace who may be mailed at all, whatever the campaign: neither they nor their domain are suppressed, and an
-- address that looks wrong was confirmed.
create or replace view private.mailable_leads with (security_invoker = on) as
  select l.* from genesis.leads l
  where l.status = 'active' and l.held_for is null
    and not exists (
      select from public.suppressions s where s.workspace_id = l.workspace_id and s.email = l.email)
    and not exists (
      select from public.suppressions s where s.workspace_id = l.workspace_id and s.email = any (l.domain_keys));
