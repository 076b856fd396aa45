-- The same attachment of many messages is kept once.
create index project_assets_sha256 on public.project_assets (workspace_id, project_id, sha256) where sha256 is not null;
