alter view private.mailable_leads rename to addressable_leads;
-- The people who may be mailed now: those who may be mailed at all, unless a reply holds them.
create view private.mailable_leads with (security_invoker = on) as
  select l.* from private.addressable_leads l
  where not exists (
    select from genesis.sequence_holds h
    where h.workspace_id = l.workspace_id and h.lead_id = l.id and (h.until is null or h.until > now()));
grant select on private.mailable_leads to tenant_role;
