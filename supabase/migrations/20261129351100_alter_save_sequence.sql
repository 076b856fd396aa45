-- Replaces the sequence that was read as p_revision, and brings the emails that wait into line with it; answers how many approvals that
-- voids, and how many emails are written again. No row: not a campaign of this workspace, or another revision.
-- What is on its way or sent stays, and so does what a founder edited by hand or rejected, unless its step is gone. An email that is sent
-- exactly as its founder wrote it gets the new text; one whose instructions changed is thrown away, and a model writes it again.
create or replace function genesis.save_sequence(
  p_workspace_id uuid, p_campaign_id uuid, p_revision int, p_steps jsonb, p_delays int[], p_signature text, p_signature_parts jsonb,
  p_updated_by text, p_unsubscribe_url text)
returns table (revision int, voided int, rewritten int)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_old genesis.sequences;
  v_mail genesis.sequence_emails;
  v_step jsonb;
  v_was jsonb;
  v_words jsonb;
  v_same boolean;
  v_variant int;
  v_approved uuid[];
begin
  select * into v_old from genesis.sequences q
  where q.workspace_id = p_workspace_id and q.campaign_id = p_campaign_id for update;
  if not found or v_old.revision <> p_revision then
    return;
  end if;
  v_approved := array(
    select e.id from genesis.sequence_emails e
    where e.workspace_id = p_workspace_id and e.campaign_id = p_campaign_id and e.status = 'approved');
  update public.campaigns c set step_delays_days = p_delays
  where c.workspace_id = p_workspace_id and c.id = p_campaign_id and c.step_delays_days <> p_delays;
  update genesis.sequences q
  set steps = p_steps, signature = p_signature, signature_parts = p_signature_parts, revision = p_revision + 1,
      updated_by = p_updated_by, updated_at = now()
  where q.workspace_id = p_workspace_id and q.campaign_id = p_campaign_id;

  rewritten := 0;
  for v_mail in
    select * from genesis.sequence_emails e
    where e.workspace_id = p_workspace_id and e.campaign_id = p_campaign_id and (
        e.status in ('drafted', 'approved') or e.status = 'rejected' and e.step > jsonb_array_length(p_steps))
    order by e.id for update
  loop
    v_step := p_steps -> (v_mail.step - 1);
    v_was := v_old.steps -> (v_mail.step - 1);
    v_same := (v_step ->> 'same_thread')::boolean;
    v_variant := case
      when v_mail.variant <= jsonb_array_length(v_step -> 'texts') then v_mail.variant
      else private.variant_of(p_campaign_id, v_mail.lead_id, v_mail.step, jsonb_array_length(v_step -> 'texts')) end;
    v_words := v_step -> 'texts' -> (v_variant - 1);
    if v_step is null
      or v_mail.edited_by is null and v_step ->> 'mode' = 'model' and (
        v_mail.template is not null
        or v_words ->> 'instructions' is distinct from v_was -> 'texts' -> (v_mail.variant - 1) ->> 'instructions')
    then
      delete from genesis.sequence_emails e where e.workspace_id = p_workspace_id and e.id = v_mail.id;
      rewritten := rewritten + 1;
    elsif v_mail.edited_by is null and v_step ->> 'mode' = 'exact' and v_mail.template is distinct from v_words -> 'parts' then
      update genesis.sequence_emails e
      set template = v_words -> 'parts', draft_source = 'exact text', variant = v_variant, same_thread = v_same, signs = true,
          holes = '{}', version = e.version + 1
      where e.workspace_id = p_workspace_id and e.id = v_mail.id;
      rewritten := rewritten + 1;
    elsif v_mail.edited_by is null and v_mail.same_thread <> v_same then
      update genesis.sequence_emails e set same_thread = v_same, version = e.version + 1
      where e.workspace_id = p_workspace_id and e.id = v_mail.id;
    end if;
  end loop;

  perform genesis.void_changed_approvals(p_workspace_id, p_unsubscribe_url);
  voided := cardinality(v_approved) - (
    select count(*)::int from genesis.sequence_emails e
    where e.workspace_id = p_workspace_id and e.id = any (v_approved) and e.status = 'approved');
  revision := p_revision + 1;
  return next;
end
$$;
