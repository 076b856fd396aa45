-- The operator may have applications hosted at one of two hosts; a runtime stays with the one that it was made at.
alter table public.project_runtime_instances
  drop constraint project_runtime_instances_target_check,
  add constraint project_runtime_instances_target_check check (target in ('local', 'cloud', 'cloud_render'));
