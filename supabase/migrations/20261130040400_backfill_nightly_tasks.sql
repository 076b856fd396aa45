-- Companies of before there were recurring tasks.
select private.add_nightly_task(workspace_id, id) from public.projects where deleted_at is null;
