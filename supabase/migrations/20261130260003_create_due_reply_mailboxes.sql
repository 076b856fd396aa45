-- Reply mailboxes to read now, each given to this caller alone: another one gets it when five minutes are over without a reading.
create function genesis.take_due_reply_mailboxes(p_at timestamptz, p_limit int) returns table (workspace_id uuid, mailbox int)
language sql
set search_path = pg_catalog, pg_temp
as $$
  update genesis.reply_mailboxes r set next_read_at = p_at + interval '5 minutes'
  from (
    select d.workspace_id, d.mailbox from genesis.reply_mailboxes d
    join public.workspaces w on w.id = d.workspace_id
    where d.next_read_at <= p_at and w.status = 'active'
    order by d.next_read_at
    limit p_limit
    for no key update of d skip locked) due
  where r.workspace_id = due.workspace_id and r.mailbox = due.mailbox
  returning r.workspace_id, r.mailbox::int
$$;

-- When the first email of a mailbox left, or may have; null: none yet.
create function genesis.first_sent_at(p_workspace_id uuid, p_mailbox int) returns timestamptz
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select e.claimed_at from genesis.sequence_emails e
  where e.workspace_id = p_workspace_id and e.mailbox = p_mailbox and e.claimed_at is not null
  order by e.claimed_at
  limit 1
$$;

grant execute on function genesis.take_due_reply_mailboxes(timestamptz, int) to service_role;
grant execute on function genesis.first_sent_at(uuid, int) to tenant_role;
