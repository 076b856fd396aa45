-- The company as it writes from a mailbox: the brand, and of each mailbox but the first its own name and address. Null without a brand.
create function private.sender_of(p_workspace_id uuid, p_mailbox int) returns genesis.brand_profiles
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_brand genesis.brand_profiles;
  v_mailbox genesis.email_provider_config;
begin
  select * into v_brand from genesis.brand_profiles b where b.workspace_id = p_workspace_id;
  if found and p_mailbox > 1 then
    select * into v_mailbox from genesis.email_provider_config a where a.workspace_id = p_workspace_id and a.mailbox = p_mailbox;
    v_brand.sender_name := coalesce(v_mailbox.sender_name, v_brand.sender_name);
    v_brand.sender_email := coalesce(v_mailbox.sender_email, v_brand.sender_email);
  end if;
  return v_brand;
end
$$;
grant execute on function private.sender_of(uuid, int) to tenant_role, service_role;

-- Keeps the words of an email that waits as they are filled in now, and which variables are missing: with each change of the email, its
-- lead and the sender. The words of the moment it is claimed are what a sent email keeps.
create or replace function private.fill_in() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.template is null and not new.signs then
    new.missing := '{}';
    return new;
  end if;
  select own.subject, own.body, own.signature, own.missing into new.subject, new.body, new.signature, new.missing
  from (select new.workspace_id as workspace_id, new.lead_id as lead_id) mail
  left join genesis.leads l on l.workspace_id = mail.workspace_id and l.id = mail.lead_id
  cross join lateral private.own_text(new, l, private.sender_of(new.workspace_id, new.mailbox)) own;
  return new;
end
$$;
