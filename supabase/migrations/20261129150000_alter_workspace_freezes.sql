-- since when the engine runs the workspace's workflows again; null for a freeze whose end the engine was not told yet
alter table public.workspace_freezes add column runs_allowed_at timestamptz;
