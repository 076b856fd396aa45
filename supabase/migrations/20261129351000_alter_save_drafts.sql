-- Stores the drafts of a sequence and answers how many; null when the lead is not one of this workspace. A step that a founder edited,
-- approved or rejected stays as it is, one that was claimed or sent as it went out, and one that is sent exactly as its founder wrote it is
-- written by no model. A step that the sequence does not have is not stored: it has no delay, so it would be due at once.
create or replace function genesis.save_drafts(
  p_workspace_id uuid, p_campaign_id uuid, p_lead_id uuid, p_drafts jsonb, p_source text) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_email text := (select l.email from genesis.leads l where l.workspace_id = p_workspace_id and l.id = p_lead_id);
  v_steps jsonb;
  v_saved int;
begin
  if v_email is null then
    return null;
  end if;
  -- A change of the sequence that is under way is seen first, and one that comes later sees these drafts.
  select q.steps into v_steps from genesis.sequences q
  where q.workspace_id = p_workspace_id and q.campaign_id = p_campaign_id for share;
  insert into genesis.sequence_emails as e (
    workspace_id, campaign_id, lead_id, step, to_email, subject, body, holes, draft_source, variant, same_thread, signs)
  select p_workspace_id, p_campaign_id, p_lead_id, d.step, v_email,
         left(regexp_replace(d.subject, '\s+', ' ', 'g'), 500), left(d.body, 50000),
         case when thread.same then array_remove(coalesce(d.holes, '{}'), '(empty subject)') else coalesce(d.holes, '{}') end,
         left(p_source, 200),
         private.variant_of(p_campaign_id, p_lead_id, d.step, jsonb_array_length(v_steps -> (d.step - 1) -> 'texts')),
         thread.same, true
  from jsonb_to_recordset(p_drafts) as d (step smallint, subject text, body text, holes text[])
  cross join lateral (select (v_steps -> (d.step - 1) ->> 'same_thread')::boolean as same) thread
  where v_steps -> (d.step - 1) ->> 'mode' = 'model'
  on conflict (workspace_id, campaign_id, lead_id, step) do update
    set subject = excluded.subject, body = excluded.body, holes = excluded.holes, draft_source = excluded.draft_source,
        template = null, variant = excluded.variant, same_thread = excluded.same_thread, signs = excluded.signs,
        drafted_at = now(), version = e.version + 1
    where e.status = 'drafted' and e.edited_by is null and e.approved_hash is null;
  get diagnostics v_saved = row_count;
  return v_saved;
end
$$;
