create table genesis.onboarding_progress (
  workspace_id uuid primary key references public.workspaces (id),
  -- the step the founder last worked on; what is complete is read from the data itself
  current_step text not null,
  updated_at timestamptz not null default now()
);
comment on table genesis.onboarding_progress is 'Owner: onboarding. Where in the wizard the founder was.';

create trigger onboarding_progress_touch before update on genesis.onboarding_progress
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('genesis.onboarding_progress', 'select, insert, update');
grant select on genesis.onboarding_progress to authenticated;
