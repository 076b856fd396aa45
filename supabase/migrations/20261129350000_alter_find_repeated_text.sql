-- A draft that repeats what another campaign sent to this person has a hole: it is not sent until its text is another one. So has an
-- exact text that moved to another place of its sequence after this person got it there.
create or replace function private.find_repeated_text() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if new.status in ('drafted', 'approved') and not 'a text that this person got already' = any (new.holes) and exists (
    select from genesis.sequence_emails e
    where e.workspace_id = new.workspace_id and e.lead_id = new.lead_id and e.status in ('claimed', 'sent', 'unknown', 'bounced')
      and (e.campaign_id <> new.campaign_id and private.text_key(e.subject, e.body) = private.text_key(new.subject, new.body)
        or e.campaign_id = new.campaign_id and e.step <> new.step and new.template is not null
          and private.text_key('', e.body) = private.text_key('', new.body)))
  then
    new.holes := new.holes || 'a text that this person got already'::text;
  end if;
  return new;
end
$$;
