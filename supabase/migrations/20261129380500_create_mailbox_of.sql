-- The mailboxes that people may be given to, those that work first, then those with the fewest people.
create function private.mailboxes_by_people(p_workspace_id uuid) returns table (mailbox smallint, works boolean, people bigint)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select a.mailbox, m.guardrail is null and coalesce(t.ok and t.trouble is null and not t.held, true), given.people
  from genesis.email_provider_config a
  left join genesis.mailbox_pacing m on m.workspace_id = a.workspace_id and m.mailbox = a.mailbox
  left join genesis.mail_account_checks t on t.workspace_id = a.workspace_id and t.mailbox = a.mailbox and t.protocol = 'smtp'
  cross join lateral (
    select count(*) as people from genesis.leads l where l.workspace_id = a.workspace_id and l.mailbox = a.mailbox) given
  where a.workspace_id = p_workspace_id and a.removed_at is null
  order by 2 desc, 3, 1
$$;

-- Whether a workspace sends from more than its first mailbox.
create function private.has_mailboxes(p_workspace_id uuid) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from genesis.email_provider_config a where a.workspace_id = p_workspace_id and a.mailbox > 1 and a.removed_at is null)
$$;

-- The mailbox of a person, kept from the first email on: of those that work the one with the fewest people. Choices of one workspace queue
-- up behind its first mailbox, so that two at once do not count the same people.
create function private.mailbox_of(p_workspace_id uuid, p_lead_id uuid) returns smallint
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_mailbox smallint;
begin
  select l.mailbox into v_mailbox from genesis.leads l where l.workspace_id = p_workspace_id and l.id = p_lead_id;
  if v_mailbox is not null then
    return v_mailbox;
  end if;
  if not private.has_mailboxes(p_workspace_id) then
    return 1;
  end if;
  if exists (select from genesis.sequence_emails e where e.workspace_id = p_workspace_id and e.lead_id = p_lead_id) then
    v_mailbox := 1;
  else
    perform from genesis.email_provider_config a where a.workspace_id = p_workspace_id and a.mailbox = 1 for no key update;
    select m.mailbox into v_mailbox from private.mailboxes_by_people(p_workspace_id) m limit 1;
  end if;
  update genesis.leads l set mailbox = v_mailbox where l.workspace_id = p_workspace_id and l.id = p_lead_id;
  return v_mailbox;
end
$$;

create function private.choose_mailbox() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  new.mailbox := private.mailbox_of(new.workspace_id, new.lead_id);
  return new;
end
$$;
-- By its name before the trigger that fills in the sender's name.
create trigger sequence_emails_choose_mailbox before insert on genesis.sequence_emails
  for each row execute function private.choose_mailbox();

grant execute on function
  private.mailboxes_by_people(uuid), private.has_mailboxes(uuid), private.mailbox_of(uuid, uuid), private.choose_mailbox()
to tenant_role, service_role;
