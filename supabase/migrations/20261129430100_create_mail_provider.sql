-- How the campaigns of a workspace send: by its first mailbox, SMTP before one is saved.
create function genesis.mail_provider(p_workspace_id uuid) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce((select a.provider from genesis.email_provider_config a where a.workspace_id = p_workspace_id and a.mailbox = 1), 'smtp')
$$;

-- Lets each campaign send by the account that the workspace has now; answers how many sent by another kind.
create function genesis.follow_mail_provider(p_workspace_id uuid) returns int
language sql
set search_path = pg_catalog, pg_temp
as $$
  with followed as (
    update public.campaigns c set mail_provider = genesis.mail_provider(p_workspace_id)
    where c.workspace_id = p_workspace_id and c.mail_provider <> genesis.mail_provider(p_workspace_id)
    returning 1)
  select count(*)::int from followed
$$;
grant execute on function genesis.mail_provider(uuid), genesis.follow_mail_provider(uuid) to tenant_role;
