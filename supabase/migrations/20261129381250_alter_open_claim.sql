drop function genesis.open_claim(uuid, uuid, text);

-- A claimed email again while its claim is open, with the mailbox that it leaves from.
create function genesis.open_claim(p_workspace_id uuid, p_claim_id uuid, p_unsubscribe_url text)
returns table (
  claim_id uuid, lead_id uuid, to_email text, to_name text, from_email text, from_name text, subject text,
  text_body text, html_body text, message_id text, list_unsubscribe text, list_unsubscribe_post text,
  in_reply_to text, thread_ids text, mailbox int)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select c.*, e.mailbox::int
  from genesis.sequence_emails e
  cross join lateral private.claimed_email(e, p_unsubscribe_url) c
  where e.workspace_id = p_workspace_id and e.claim_id = p_claim_id and e.status = 'claimed'
$$;
grant execute on function genesis.open_claim(uuid, uuid, text) to tenant_role;
