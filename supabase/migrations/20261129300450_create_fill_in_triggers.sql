-- Keeps the words of an email that waits as they are filled in now, and which variables are missing: with each change of the email, its
-- lead and the sender. The words of the moment it is claimed are what a sent email keeps.
create function private.fill_in() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.template is null and not new.signs then
    new.missing := '{}';
    return new;
  end if;
  select own.subject, own.body, own.signature, own.missing into new.subject, new.body, new.signature, new.missing
  from (select new.workspace_id as workspace_id, new.lead_id as lead_id) mail
  left join genesis.leads l on l.workspace_id = mail.workspace_id and l.id = mail.lead_id
  left join genesis.brand_profiles b on b.workspace_id = mail.workspace_id
  cross join lateral private.own_text(new, l, b) own;
  return new;
end
$$;
create trigger sequence_emails_filled before insert or update of template, same_thread, signs, status on genesis.sequence_emails
  for each row execute function private.fill_in();

create function private.find_values_of_lead() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update genesis.sequence_emails e set template = e.template
  where e.workspace_id = new.workspace_id and e.lead_id = new.id and e.template is not null
    and e.status not in ('sent', 'bounced', 'unknown', 'failed');
  return null;
end
$$;
create trigger leads_values after update of email, first_name, last_name, company, title, website, notes, custom on genesis.leads
  for each row
  when (
    (old.email, old.first_name, old.last_name, old.company, old.title, old.website, old.notes, old.custom)
    is distinct from (new.email, new.first_name, new.last_name, new.company, new.title, new.website, new.notes, new.custom))
  execute function private.find_values_of_lead();

-- Only an email that names the sender can change with the sender.
create function private.find_values_of_sender() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update genesis.sequence_emails e set template = e.template
  where e.workspace_id = new.workspace_id and e.status not in ('sent', 'bounced', 'unknown', 'failed')
    and jsonb_path_exists(e.template, '$.*[*].name ? (@ starts with "sender_" || @ == "booking_link" || @ == "second_booking_link")');
  return null;
end
$$;
create trigger brand_profiles_values after insert or update on genesis.brand_profiles
  for each row execute function private.find_values_of_sender();

grant execute on function
  private.fill_in(), private.find_values_of_lead(), private.find_values_of_sender()
to tenant_role, service_role;
