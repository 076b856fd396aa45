-- Replaces the text of a draft by one that was written anew, if it is still the one that was read as p_version: an edit with another
-- author. No row: as genesis.edit_draft.
create function genesis.rewrite_draft(
  p_workspace_id uuid, p_id uuid, p_version int, p_subject text, p_body text, p_holes text[], p_asked_by text, p_source text)
returns table (campaign_id uuid, step int, to_email text, review_again boolean)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  return query
    select * from genesis.edit_draft(p_workspace_id, p_id, p_version, p_subject, p_body, p_holes, p_asked_by);
  if found then
    update genesis.sequence_emails set draft_source = left(p_source, 200)
    where workspace_id = p_workspace_id and id = p_id;
  end if;
end
$$;
grant execute on function genesis.rewrite_draft(uuid, uuid, int, text, text, text[], text, text) to tenant_role;
