create table genesis.onboarding_drafts (
  workspace_id uuid not null,
  user_id text not null,
  part text not null,
  revision uuid not null default gen_random_uuid(),
  read jsonb not null check (octet_length(read::text) <= 262144),
  typed jsonb not null check (octet_length(typed::text) <= 262144),
  updated_at timestamptz not null default now(),
  primary key (workspace_id, user_id, part),
  foreign key (workspace_id, user_id) references public.user_workspaces (workspace_id, user_id) on delete cascade,
  check (not (read || typed) ?| array['user', 'password', 'reply_user', 'reply_password'])
);
comment on table genesis.onboarding_drafts is 'Owner: onboarding. A member''s typed answers of a part that are not saved. Never a login, password or key. They go when the part is saved and when the membership ends.';
comment on column genesis.onboarding_drafts.revision is 'Another one after each change: a change names the one it was made from.';
comment on column genesis.onboarding_drafts.read is 'The saved answers of the typed fields when they were typed into.';

create trigger onboarding_drafts_touch before update on genesis.onboarding_drafts
  for each row execute function private.touch_updated_at();

-- Not for the data API: a draft is its writer's alone.
call private.protect_tenant_table('genesis.onboarding_drafts', 'select, insert, update, delete');
