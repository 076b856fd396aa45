-- The company that an event belongs to: the one of its campaign's group, named by the campaign, a draft of it or a conversation about it;
-- else the only company of the workspace. Null when that cannot be told: the event then belongs to the workspace.
create function private.home_of_event(workspace uuid, event jsonb) returns uuid
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with named as (
    select coalesce(
      (event ->> 'campaignId')::uuid,
      (select e.campaign_id from genesis.sequence_emails e
        where e.workspace_id = workspace and e.id = (event ->> 'draftId')::uuid),
      (select t.campaign_id from public.reply_threads t
        where t.workspace_id = workspace and t.id = (event ->> 'threadId')::uuid)) as campaign_id)
  select coalesce(
    (select g.project_id
      from named
      join public.campaigns c on c.workspace_id = workspace and c.id = named.campaign_id
      join public.campaign_groups g on g.id = c.campaign_group_id),
    (select p.id from public.projects p
      where p.workspace_id = workspace and p.deleted_at is null
        and not exists (
          select from public.projects other
          where other.workspace_id = workspace and other.deleted_at is null and other.id <> p.id)))
$$;
grant execute on function private.home_of_event(uuid, jsonb) to tenant_role, service_role;
