create index deployments_site on public.deployments (workspace_id, project_id, site, created_at desc);
