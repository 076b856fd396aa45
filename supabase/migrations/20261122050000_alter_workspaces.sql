-- After a freeze that unpublished workflows nothing may be sent until an administrator confirmed that they may be published again.
alter table public.workspaces add column workflows_held boolean not null default false;
comment on column public.workspaces.workflows_held is 'A freeze was lifted without its workflows: what publishes or starts workflows waits.';

update public.workspaces as workspace set workflows_held = true
where exists (
  select from public.workspace_freezes as lifted
  where lifted.workspace_id = workspace.id and lifted.unfrozen_at is not null and lifted.restore_confirmed_at is null
    and lifted.published_before <> '[]'
    and not exists (
      select from public.workspace_freezes as later
      where later.workspace_id = workspace.id and later.frozen_at > lifted.frozen_at));
