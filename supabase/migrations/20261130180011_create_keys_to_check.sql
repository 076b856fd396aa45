-- The keys of a workspace at vendors that are to be tried now: never tried, saved after they were, or tried long enough ago.
create function genesis.keys_to_check(p_workspace_id uuid, p_at timestamptz)
returns table (credential_id uuid, type text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select c.id, c.type from genesis.credential_store c
  left join genesis.credential_checks k on k.workspace_id = c.workspace_id and k.credential_id = c.id
  where c.workspace_id = p_workspace_id
    and c.type in ('openai_api', 'anthropic_api', 'google_cse', 'apify', 'relevance_config', 'google_oauth2', 'google_sheets')
    and (k.credential_id is null or k.checked_at < c.updated_at or k.next_check_at <= p_at)
  order by k.checked_at nulls first, c.id
$$;
grant execute on function genesis.keys_to_check(uuid, timestamptz) to tenant_role, service_role;
grant select (id, workspace_id, type, updated_at) on genesis.credential_store to service_role;
