insert into public.unsubscribe_tokens (workspace_id, campaign_id, lead_id, email)
select distinct on (workspace_id, campaign_id, lead_id) workspace_id, campaign_id, lead_id, to_email
from genesis.sequence_emails where status in ('drafted', 'claimed')
on conflict (workspace_id, campaign_id, lead_id) do nothing;
