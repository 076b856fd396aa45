-- A runtime is on Greenlight's own machine, or in the operator's accounts of a source host, a database host and an application host.
alter table public.project_runtime_instances
  drop constraint project_runtime_instances_target_check,
  add constraint project_runtime_instances_target_check check (target in ('local', 'cloud'));
