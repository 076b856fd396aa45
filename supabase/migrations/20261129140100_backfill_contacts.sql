-- The same for the contacts that such reports created: their events move to the contact of the same person.
create temporary table respelled_contacts on commit drop as
select c.id, c.workspace_id, spelled.email
from public.contacts c
cross join lateral (
  select regexp_replace(c.email, '[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]', '', 'g') as email
) spelled
where spelled.email <> c.email and spelled.email like '%_@_%';

insert into public.contacts (workspace_id, email)
select distinct workspace_id, email from respelled_contacts
on conflict (workspace_id, email) do nothing;

update public.email_events e
set contact_id = c.id, contact_email = c.email
from respelled_contacts r
join public.contacts c on c.workspace_id = r.workspace_id and c.email = r.email
where e.workspace_id = r.workspace_id and e.contact_id = r.id;

delete from public.contacts c using respelled_contacts r where c.id = r.id;
