alter table public.workspaces
  add column closed_at timestamptz,
  add constraint workspaces_closed_check check (closed_at is null or status = 'frozen');
comment on column public.workspaces.closed_at is 'Its company was deleted: it stays frozen for good.';
