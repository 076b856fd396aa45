-- The ledger is append-only in replica sessions too, where ordinary triggers rest.
alter table public.project_events enable always trigger project_events_append_only;
alter table public.project_events enable always trigger project_events_no_truncate;
