-- The domain of each mailbox that emails leave from; p_workspace_id null: of every workspace. sends: emails reach people elsewhere, not the
-- built-in test mailbox.
create function private.sender_domains(p_workspace_id uuid)
returns table (workspace_id uuid, mailbox int, domain text, address text, sends boolean, changed_at timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select a.workspace_id, a.mailbox::int, substring(s.address from '@([^@]+)$'), s.address,
    not a.uses_test_mailbox and a.credential_id is not null, a.updated_at
  from genesis.email_provider_config a
  left join genesis.brand_profiles b on b.workspace_id = a.workspace_id
  cross join lateral (select lower(case when a.mailbox = 1 then b.sender_email else coalesce(a.sender_email, b.sender_email) end) as address) s
  where a.removed_at is null and s.address is not null and (p_workspace_id is null or a.workspace_id = p_workspace_id)
$$;

-- The same of one workspace, with the server that the mailbox sends by; null for the test mailbox.
create function genesis.sender_domains(p_workspace_id uuid)
returns table (mailbox int, domain text, address text, sends boolean, server text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select s.mailbox, s.domain, s.address, s.sends,
    case when not s.sends then null when a.provider = 'gmail' then 'smtp.gmail.com' else v.masked ->> 'host' end
  from private.sender_domains(p_workspace_id) s
  join genesis.email_provider_config a on a.workspace_id = s.workspace_id and a.mailbox = s.mailbox
  left join genesis.credential_store v on v.workspace_id = a.workspace_id and v.id = a.credential_id
  order by s.mailbox
$$;

-- The domains of a workspace to check now: their time has come, or their mailbox was saved after the last check.
create function genesis.domains_to_check(p_workspace_id uuid, p_at timestamptz) returns table (domain text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select d.domain from genesis.sending_domains d where d.workspace_id = p_workspace_id and d.next_check_at <= p_at
  union
  select s.domain from private.sender_domains(p_workspace_id) s
  left join genesis.sending_domains d on d.workspace_id = s.workspace_id and d.domain = s.domain
  where s.sends and (d.domain is null or d.checked_at < s.changed_at)
$$;

grant execute on function private.sender_domains(uuid) to tenant_role, service_role;
grant execute on function genesis.sender_domains(uuid) to tenant_role;
grant execute on function genesis.domains_to_check(uuid, timestamptz) to tenant_role, service_role;
grant select (workspace_id, mailbox, sender_email, uses_test_mailbox, credential_id, removed_at, updated_at)
  on genesis.email_provider_config to service_role;
grant select (workspace_id, sender_email) on genesis.brand_profiles to service_role;
