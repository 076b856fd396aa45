-- Workspaces with a domain to check now. One statement over all of them: asked once a minute.
create function genesis.workspaces_with_due_domains(p_at timestamptz, p_limit int) returns table (workspace_id uuid)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select w.id from public.workspaces w
  where w.status = 'active' and w.id in (
    select d.workspace_id from genesis.sending_domains d where d.next_check_at <= p_at
    union all
    select s.workspace_id from private.sender_domains(null) s
    left join genesis.sending_domains d on d.workspace_id = s.workspace_id and d.domain = s.domain
    where s.sends and (d.domain is null or d.checked_at < s.changed_at))
  order by w.id
  limit p_limit
$$;

-- Workspaces with a key at a vendor to try now.
create function genesis.workspaces_with_due_keys(p_at timestamptz, p_limit int) returns table (workspace_id uuid)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select w.id from public.workspaces w
  where w.status = 'active' and w.id in (
    select c.workspace_id from genesis.credential_store c
    left join genesis.credential_checks k on k.workspace_id = c.workspace_id and k.credential_id = c.id
    where c.type in ('openai_api', 'anthropic_api', 'google_cse', 'apify', 'relevance_config', 'google_oauth2', 'google_sheets')
      and (k.credential_id is null or k.checked_at < c.updated_at or k.next_check_at <= p_at))
  order by w.id
  limit p_limit
$$;

grant execute on function genesis.workspaces_with_due_domains(timestamptz, int), genesis.workspaces_with_due_keys(timestamptz, int)
  to service_role;
revoke execute on function genesis.domains_to_check(uuid, timestamptz), genesis.keys_to_check(uuid, timestamptz) from service_role;
