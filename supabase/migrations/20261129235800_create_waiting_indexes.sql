-- The inbox counts its unread conversations on every page, among all that there ever were.
create index reply_threads_unread on public.reply_threads (workspace_id) where unread;

-- After each successful test of an account the campaigns that wait for it go on.
create index campaigns_waiting on public.campaigns (workspace_id, created_at)
  where status = 'paused' and pause_reason = 'mail_server';
