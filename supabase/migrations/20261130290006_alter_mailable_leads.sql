-- A view keeps the columns that its table had when it was made; functions that answer leads read these, so they need the new one too.
create or replace view private.addressable_leads with (security_invoker = on) as
  select l.* from genesis.leads l
  where l.status = 'active' and l.held_for is null
    and not exists (
      select from public.suppressions s where s.workspace_id = l.workspace_id and s.email = l.email)
    and not exists (
      select from public.suppressions s where s.workspace_id = l.workspace_id and s.email = any (l.domain_keys));
create or replace view private.mailable_leads with (security_invoker = on) as
  select l.* from private.addressable_leads l
  where not exists (
    select from genesis.sequence_holds h
    where h.workspace_id = l.workspace_id and h.lead_id = l.id and (h.until is null or h.until > now()));
