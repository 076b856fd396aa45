-- A founder's decision on exact emails, many at once, each by the hash of what was read. One answer an item:
--   done         decided; safe to repeat
--   not_found    no draft of this campaign
--   not_waiting  claimed, sent, or cancelled meanwhile
--   changed      the email is another one now; hash names it
--   incomplete   it has a hole and cannot be approved
create or replace function genesis.decide_drafts(
  p_workspace_id uuid, p_campaign_id uuid, p_decision text, p_items jsonb, p_decided_by text, p_unsubscribe_url text, p_at timestamptz)
returns table (id uuid, result text, hash text)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_ids uuid[] := array(select item.id from jsonb_to_recordset(p_items) as item (id uuid) order by item.id);
begin
  -- Held first, so that the next statement sees whatever a simultaneous change committed.
  perform from genesis.sequence_emails e
  where e.workspace_id = p_workspace_id and e.campaign_id = p_campaign_id and e.id = any (v_ids)
  order by e.id
  for update;

  return query
  with judged as (
    select asked.id, r.hash, case
      when e.id is null then 'not_found'
      when e.status not in ('drafted', 'approved', 'rejected') then 'not_waiting'
      when asked.hash is distinct from r.hash then 'changed'
      when p_decision = 'approved' and (e.holes <> '{}' or r.missing <> '{}') then 'incomplete'
      else 'done' end as result
    from jsonb_to_recordset(p_items) as asked (id uuid, hash text)
    left join genesis.sequence_emails e
      on e.workspace_id = p_workspace_id and e.campaign_id = p_campaign_id and e.id = asked.id
    left join private.rendered_emails(p_workspace_id, v_ids, p_unsubscribe_url) r on r.id = e.id
  ), decided as (
    update genesis.sequence_emails e
    set status = p_decision, approved_hash = case when p_decision = 'approved' then judged.hash end,
        decided_by = p_decided_by, decided_at = p_at
    from judged
    where e.workspace_id = p_workspace_id and e.id = judged.id and judged.result = 'done'
  )
  select judged.id, judged.result, judged.hash from judged;
end
$$;
