-- The same person never gets the same text twice, in whatever campaign: spaces and capitals make no other text.
create function private.text_key(p_subject text, p_body text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select md5(lower(regexp_replace(p_subject || ' ' || p_body, '\s+', ' ', 'g')))
$$;

-- A draft that repeats what another campaign sent to this person has a hole: it is not sent until its text is another one.
create function private.find_repeated_text() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.status in ('drafted', 'approved') and not 'a text that this person got already' = any (new.holes) and exists (
    select from genesis.sequence_emails e
    where e.workspace_id = new.workspace_id and e.lead_id = new.lead_id and e.campaign_id <> new.campaign_id
      and e.status in ('claimed', 'sent', 'unknown', 'bounced')
      and private.text_key(e.subject, e.body) = private.text_key(new.subject, new.body))
  then
    new.holes := new.holes || 'a text that this person got already'::text;
  end if;
  return new;
end
$$;
create trigger sequence_emails_repeated before insert or update of subject, body, holes on genesis.sequence_emails
  for each row execute function private.find_repeated_text();

-- With the claim of one, the same text that waits for this person in other campaigns is held.
create function private.hold_repeated_text() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update genesis.sequence_emails e set holes = e.holes
  where e.workspace_id = new.workspace_id and e.lead_id = new.lead_id and e.campaign_id <> new.campaign_id
    and e.status in ('drafted', 'approved') and private.text_key(e.subject, e.body) = private.text_key(new.subject, new.body);
  return null;
end
$$;
create trigger sequence_emails_hold_repeated after update of status on genesis.sequence_emails
  for each row when (new.status = 'claimed' and old.status <> 'claimed') execute function private.hold_repeated_text();

grant execute on function private.text_key(text, text), private.find_repeated_text(), private.hold_repeated_text() to tenant_role, service_role;
