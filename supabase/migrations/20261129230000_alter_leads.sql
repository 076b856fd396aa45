-- The domain of an address and each domain above it, as the suppression list spells them: '@mail.example.org', '@example.org'.
create function private.domain_keys(p_email text) returns text[]
language plpgsql immutable strict
set search_path = pg_catalog, pg_temp
as $$
declare
  v_host text := split_part(p_email, '@', 2);
  v_keys text[] := array['@' || v_host];
begin
  loop
    v_host := substr(v_host, strpos(v_host, '.') + 1);
    exit when strpos(v_host, '.') = 0;
    v_keys := v_keys || ('@' || v_host);
  end loop;
  return v_keys;
end
$$;

alter table genesis.leads
  add column tags text[] not null default '{}',
  add column held_for text check (held_for in ('role_address', 'address_typo', 'unverified')),
  add column domain_keys text[] not null default '{}';
comment on column genesis.leads.held_for is 'Why this address is not mailed before the founder confirms it; null once confirmed.';
comment on column genesis.leads.domain_keys is 'Kept by a trigger: what a suppressed domain is compared with.';

create function private.complete_lead() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  new.domain_keys := coalesce(private.domain_keys(new.email), '{}');
  return new;
end
$$;
create trigger leads_complete before insert or update of email on genesis.leads
  for each row execute function private.complete_lead();

grant execute on function private.domain_keys(text), private.complete_lead() to tenant_role, service_role;
