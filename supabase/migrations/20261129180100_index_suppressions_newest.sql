-- The list is shown newest first, page by page.
create index suppressions_newest on public.suppressions (workspace_id, created_at desc, email desc);
