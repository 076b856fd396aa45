-- What the primary key listed, which cannot hold a line without a company.
create index project_events_list on public.project_events (workspace_id, project_id, id);
