-- Event reports used to keep invisible characters of an address (zero-width spaces, byte order marks, soft hyphens, …). An opt-out
-- that was stored that way stopped nobody, because the imported lead has the address without them: store it under that spelling, and
-- let it stop the lead now. Contacts are joined with those of the same person.
create temporary table respelled on commit drop as
select s.workspace_id, s.email as stored, spelled.email, s.reason, s.source, s.created_at
from public.suppressions s
cross join lateral (
  select regexp_replace(s.email, '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]', '', 'g') as email
) spelled
where spelled.email <> s.email and spelled.email like '%_@_%';

insert into public.suppressions (workspace_id, email, reason, source, created_at)
select distinct on (workspace_id, email) workspace_id, email, reason, source, created_at
from respelled
order by workspace_id, email, array_position(array['complained', 'opt_out', 'hard_bounce', 'manual'], reason)
on conflict (workspace_id, email) do nothing;

update genesis.leads l
set status = case r.reason when 'complained' then 'complained' when 'opt_out' then 'opted_out' else 'bounced' end,
  status_changed_at = now()
from respelled r
where l.workspace_id = r.workspace_id and l.email = r.email and l.status = 'active' and r.reason <> 'manual';

update genesis.sequence_emails e
set status = 'cancelled'
from respelled r
where e.workspace_id = r.workspace_id and e.to_email = r.email and e.status = 'drafted';

delete from public.suppressions s using respelled r
where s.workspace_id = r.workspace_id and s.email = r.stored;
