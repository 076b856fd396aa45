-- Whether a reply would be heard: by IMAP that answered its last test, by Gmail or the test mailbox, or by the founder, who confirmed it.
create or replace function private.hears_replies(p_workspace_id uuid) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select not exists (
      select from genesis.email_provider_config a where a.workspace_id = p_workspace_id and a.provider = 'smtp' and not a.uses_test_mailbox)
    or exists (select from genesis.mail_account_checks c where c.workspace_id = p_workspace_id and c.protocol = 'imap' and c.ok)
    or exists (select from genesis.mailbox_pacing m where m.workspace_id = p_workspace_id and m.replies_read_since is not null)
$$;
