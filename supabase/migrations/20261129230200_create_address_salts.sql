create table genesis.address_salts (
  workspace_id uuid primary key references public.workspaces (id),
  salt uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now()
);
comment on table genesis.address_salts is 'Owner: suppressions. What an erased address is hashed with, so that an opt-out outlives the person''s data.';

call private.protect_tenant_table('genesis.address_salts', 'select, insert');

-- What stands in place of an erased address in this workspace; null before anything was erased here.
create function private.erased_name(p_workspace_id uuid, p_email text) returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return (
    select left(encode(sha256(convert_to(s.salt::text || p_email, 'UTF8')), 'hex'), 40) || '@erased.invalid'
    from genesis.address_salts s where s.workspace_id = p_workspace_id);
end
$$;

-- Why an address of this workspace may not be mailed: the strongest reason of the address, of what stands for it after an erasure, and
-- of its domains; null while it may.
create function private.suppressed_for(p_workspace_id uuid, p_email text) returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_keys text[] := private.domain_keys(p_email) || array[p_email, private.erased_name(p_workspace_id, p_email)];
begin
  return (
    select s.reason from public.suppressions s
    where s.workspace_id = p_workspace_id and s.email = any (v_keys)
    order by array_position(array['complained', 'opt_out', 'hard_bounce', 'manual'], s.reason)
    limit 1);
end
$$;

-- An address that is kept out under its hash is on the list by name again once it comes back.
create or replace function private.complete_lead() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  new.domain_keys := coalesce(private.domain_keys(new.email), '{}');
  insert into public.suppressions (workspace_id, email, reason, source, created_at)
  select s.workspace_id, new.email, s.reason, s.source, s.created_at
  from public.suppressions s
  where s.workspace_id = new.workspace_id and s.email = private.erased_name(new.workspace_id, new.email)
  on conflict (workspace_id, email) do nothing;
  return new;
end
$$;

grant execute on function private.erased_name(uuid, text), private.suppressed_for(uuid, text) to tenant_role, service_role;
