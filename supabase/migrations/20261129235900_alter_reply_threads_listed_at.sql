-- The inbox shows those that need a look first. A column that holds the order is read by its index; the sum is made in UTC, where it is immutable.
alter table public.reply_threads add column listed_at timestamptz not null generated always as (
  ((last_message_at at time zone 'UTC') + case when label = 'needs_look' then interval '100 years' else interval '0' end) at time zone 'UTC'
) stored;
drop index public.reply_threads_newest;
create index reply_threads_listed on public.reply_threads (workspace_id, listed_at desc, id desc);
