-- Replaces the text of a draft, if it is still the one that was read as p_version. It waits for approval again; in a campaign that goes
-- by itself after a sample, each email is read again from now on. With another subject a follow-up opens a thread of its own. No row: not
-- a draft of this workspace, another version, or on its way.
create or replace function genesis.edit_draft(
  p_workspace_id uuid, p_id uuid, p_version int, p_subject text, p_body text, p_holes text[], p_edited_by text)
returns table (campaign_id uuid, step int, to_email text, review_again boolean)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_shown text := (select r.subject from private.rendered_emails(p_workspace_id, array[p_id], '') r);
begin
  update genesis.sequence_emails e
  set subject = p_subject, body = p_body, holes = p_holes, template = null, edited_by = p_edited_by, status = 'drafted',
      version = e.version + 1, same_thread = e.same_thread and p_subject is not distinct from v_shown
  where e.workspace_id = p_workspace_id and e.id = p_id and e.version = p_version and e.status in ('drafted', 'approved', 'rejected')
  returning e.campaign_id, e.step, e.to_email into campaign_id, step, to_email;
  if not found then
    return;
  end if;
  update public.campaigns c set review_mode = 'every'
  where c.workspace_id = p_workspace_id and c.id = edit_draft.campaign_id and c.review_mode = 'sample';
  review_again := found;
  return next;
end
$$;
