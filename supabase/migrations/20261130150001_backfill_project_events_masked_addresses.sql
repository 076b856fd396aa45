-- Lines about people name no address any more; those from before are masked once, as new ones are. The ledger grows only: it opens for this
-- alone. A JSON escape before an address, like “\n”, is kept whole.
alter table public.project_events disable trigger project_events_append_only;
update public.project_events e
set message = regexp_replace(e.message, p.address, '\1\2•••\3', 'g'),
    data = regexp_replace(e.data::text, p.address, '\1\2•••\3', 'g')::jsonb
from (select '(\\(?:u[0-9a-f]{4}|[bfnrt]))?([[:alnum:]._%+''-])[[:alnum:]._%+''-]*(@[[:alnum:]-]+(?:\.[[:alnum:]-]+)+)' as address) p
where e.event_type ~ '^(reply|approval|receipt|task|job|nightshift|recommendation|recurring|chat|packet|memory)\.|^email\.(in|out)bound\.'
  and (e.message || e.data::text) ~ p.address;
alter table public.project_events enable always trigger project_events_append_only;
