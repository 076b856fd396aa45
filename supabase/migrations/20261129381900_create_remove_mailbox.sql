-- The people whose next email leaves from a mailbox, or who are to be written to from it.
create function private.people_of(p_workspace_id uuid, p_mailbox int) returns table (lead_id uuid, written boolean)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.id, exists (
    select from genesis.sequence_emails e
    where e.workspace_id = l.workspace_id and e.lead_id = l.id and e.status in ('claimed', 'sent', 'bounced', 'unknown'))
  from genesis.leads l
  where l.workspace_id = p_workspace_id and (l.mailbox = p_mailbox or l.id in (
    select e.lead_id from genesis.sequence_emails e
    where e.workspace_id = p_workspace_id and e.mailbox = p_mailbox and e.status in ('drafted', 'approved')))
$$;

-- Gives people to other mailboxes, with their emails that did not go out; what was approved for another sender waits for approval again.
-- Answers how many approvals that were.
create function private.give_people(p_workspace_id uuid, p_leads uuid[], p_mailboxes smallint[], p_unsubscribe_url text) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update genesis.leads l set mailbox = p_mailboxes[1 + (given.n - 1) % cardinality(p_mailboxes)]
  from unnest(p_leads) with ordinality as given (id, n)
  where l.workspace_id = p_workspace_id and l.id = given.id;
  update genesis.sequence_emails e set mailbox = l.mailbox, template = e.template
  from genesis.leads l
  where e.workspace_id = p_workspace_id and e.lead_id = any (p_leads) and e.status not in ('claimed', 'sent', 'bounced', 'unknown')
    and l.workspace_id = e.workspace_id and l.id = e.lead_id and e.mailbox <> l.mailbox;
  return genesis.void_lead_approvals(p_workspace_id, p_leads, p_unsubscribe_url);
end
$$;

-- Ends sending from a mailbox. People who were not written to yet are dealt to those that work, first to the one with the fewest people; those in
-- the middle of a sequence wait. Claims that were not confirmed are given back. No row: no such mailbox.
create function genesis.remove_mailbox(p_workspace_id uuid, p_mailbox int, p_unsubscribe_url text)
returns table (moved int, waiting int, voided int)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_leads uuid[];
begin
  perform from genesis.email_provider_config a where a.workspace_id = p_workspace_id and a.mailbox = 1 for no key update;
  update genesis.email_provider_config a set removed_at = clock_timestamp(), credential_id = null
  where a.workspace_id = p_workspace_id and a.mailbox = p_mailbox and a.mailbox > 1 and a.removed_at is null;
  if not found then
    return;
  end if;
  delete from genesis.mail_account_checks t where t.workspace_id = p_workspace_id and t.mailbox = p_mailbox;
  perform private.give_back(e, null, 'The mailbox was removed before this email was sent.')
  from genesis.sequence_emails e
  where e.workspace_id = p_workspace_id and e.mailbox = p_mailbox and e.status = 'claimed' and e.confirms and e.confirmed_at is null;
  v_leads := array(select p.lead_id from private.people_of(p_workspace_id, p_mailbox) p where not p.written order by p.lead_id);
  voided := private.give_people(
    p_workspace_id, v_leads, array(
      select m.mailbox from private.mailboxes_by_people(p_workspace_id) m
      where m.works or not exists (select from private.mailboxes_by_people(p_workspace_id) o where o.works)), p_unsubscribe_url);
  moved := cardinality(v_leads);
  waiting := (
    select count(*)::int from private.people_of(p_workspace_id, p_mailbox) p
    where exists (
      select from genesis.sequence_emails e
      where e.workspace_id = p_workspace_id and e.lead_id = p.lead_id and e.status in ('drafted', 'approved')));
  return next;
end
$$;

-- Gives all people of a mailbox that was removed to another one: their next emails leave from there.
create function genesis.move_people(p_workspace_id uuid, p_from int, p_to int, p_unsubscribe_url text)
returns table (moved int, voided int)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_leads uuid[] := array(select p.lead_id from private.people_of(p_workspace_id, p_from) p order by p.lead_id);
begin
  moved := cardinality(v_leads);
  voided := private.give_people(p_workspace_id, v_leads, array[p_to::smallint], p_unsubscribe_url);
  return next;
end
$$;

grant execute on function
  private.people_of(uuid, int), private.give_people(uuid, uuid[], smallint[], text), genesis.remove_mailbox(uuid, int, text),
  genesis.move_people(uuid, int, int, text)
to tenant_role;
