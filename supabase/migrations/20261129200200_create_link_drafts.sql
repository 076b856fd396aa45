-- The unsubscribe link is part of what a founder approves, so it exists as soon as the draft does.
create function private.link_drafts() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into public.unsubscribe_tokens as t (workspace_id, campaign_id, lead_id, email)
  select distinct on (workspace_id, campaign_id, lead_id) workspace_id, campaign_id, lead_id, to_email from added
  on conflict (workspace_id, campaign_id, lead_id) do update set email = excluded.email where t.email <> excluded.email;
  return null;
end
$$;

create trigger sequence_emails_link after insert on genesis.sequence_emails
  referencing new table as added
  for each statement execute function private.link_drafts();
