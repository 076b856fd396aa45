-- Whether an answer to a mailbox would be heard: by Gmail or the test mailbox; of the first by IMAP that answered its last test, of another one
-- because its answers were read within the last 4 hours; or by the founder, who confirmed it.
create or replace function private.hears_replies(p_workspace_id uuid, p_mailbox int) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select not exists (
      select from genesis.email_provider_config a
      where a.workspace_id = p_workspace_id and a.mailbox = p_mailbox and a.provider = 'smtp' and not a.uses_test_mailbox)
    or exists (
      select from genesis.mail_account_checks c
      where p_mailbox = 1 and c.workspace_id = p_workspace_id and c.mailbox = 1 and c.protocol = 'imap' and c.ok)
    or exists (
      select from genesis.reply_mailboxes r
      where r.workspace_id = p_workspace_id and r.mailbox = p_mailbox and r.told_at is null
        and r.read_at > clock_timestamp() - interval '4 hours')
    or exists (
      select from genesis.mailbox_pacing m
      where m.workspace_id = p_workspace_id and m.mailbox = p_mailbox and m.replies_read_since is not null)
$$;
