-- Hosts that carried links before they were written down; of one that several companies named, each that was found right.
insert into genesis.tracking_holders (workspace_id, host, held_from, proof)
select c.workspace_id, c.host, min(c.checked_at), 'answer'
from genesis.tracking_checks c
where c.status = 'verified'
group by c.workspace_id, c.host;

update genesis.tracking_holders h
set held_until = greatest(h.held_from, (
  select max(c.checked_at) from genesis.tracking_checks c
  where c.workspace_id = h.workspace_id and c.host = h.host and c.status = 'verified'))
where not exists (
  select from genesis.tracking_domains t where t.workspace_id = h.workspace_id and t.host = h.host);
