-- Nobody reads them, and keeping them wrote every known contact anew with every event: a version of the row, its WAL, and a lock that
-- batches about the same people waited for. When a person was last heard of is in email_events, by its index.
alter table public.contacts drop column first_seen_at, drop column last_event_at;
