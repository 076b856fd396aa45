-- A campaign of before goes on as it was: its emails are written by the model, each in a thread of its own.
insert into genesis.sequences (workspace_id, campaign_id, steps)
select c.workspace_id, c.id, private.written_steps(cardinality(c.step_delays_days), false)
from public.campaigns c
on conflict (workspace_id, campaign_id) do nothing;
