-- A body in plpgsql is planned with its arguments, so that Postgres locks the leads of one workspace alone; one in sql locks every partition.
create or replace function genesis.mailboxes_now(p_workspace_id uuid)
returns table(mailbox integer, address text, sender_name text, use_test_mailbox boolean, account text, removed_at timestamptz, test jsonb, held boolean, people integer, waiting integer, sent_today integer, daily_limit integer)
language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
  select a.mailbox::int, (s.sender).sender_email, (s.sender).sender_name, a.uses_test_mailbox, v.masked ->> 'preview', a.removed_at,
    case when t.mailbox is not null then jsonb_build_object('protocol', t.protocol, 'credential_id', t.credential_id, 'ok', t.ok,
      'stage', t.stage, 'message', t.message, 'checked_at', t.checked_at) end,
    coalesce(t.held, false), count_.people, count_.waiting,
    (select count(*)::int from genesis.sequence_emails e
     where e.workspace_id = p_workspace_id and e.mailbox = a.mailbox and e.status not in ('drafted', 'approved', 'rejected')
       and e.claimed_at >= private.day_begins(coalesce(i.time_zone, 'UTC'), clock_timestamp(), 0)),
    private.mailbox_limit(i, a.mailbox)
  from genesis.email_provider_config a
  cross join lateral (select private.sender_of(a.workspace_id, a.mailbox) as sender) s
  left join genesis.infrastructure_config i on i.workspace_id = a.workspace_id
  left join genesis.credential_store v on v.workspace_id = a.workspace_id and v.id = a.credential_id
  left join genesis.mail_account_checks t on t.workspace_id = a.workspace_id and t.mailbox = a.mailbox and t.protocol = 'smtp'
  cross join lateral (
    select count(*)::int as people, (count(*) filter (where exists (
      select from genesis.sequence_emails e
      where e.workspace_id = l.workspace_id and e.lead_id = l.id and e.status in ('drafted', 'approved'))))::int as waiting
    from genesis.leads l where l.workspace_id = a.workspace_id and l.mailbox = a.mailbox) count_
  where a.workspace_id = p_workspace_id and (a.removed_at is null or count_.waiting > 0)
  order by a.mailbox;
end
$$;
