-- An email that is not written yet, of a text that may not be saved yet. It leaves from its lead's mailbox, once one was chosen.
create or replace function private.email_of_text(
  p_lead genesis.leads, p_campaign_id uuid, p_steps jsonb, p_step int, p_variant int, p_signature_parts jsonb)
returns genesis.sequence_emails
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_populate_record(null::genesis.sequence_emails, jsonb_build_object(
    'workspace_id', p_lead.workspace_id, 'campaign_id', p_campaign_id, 'lead_id', p_lead.id, 'step', p_step, 'to_email', p_lead.email,
    'mailbox', p_lead.mailbox,
    'status', 'drafted', 'variant', p_variant, 'same_thread', step.words -> 'same_thread', 'signs', true, 'subject', '', 'body', '',
    'template', jsonb_build_object('signature', p_signature_parts) || case step.words ->> 'mode'
      when 'exact' then step.words -> 'texts' -> (p_variant - 1) -> 'parts'
      else jsonb_build_object(
        'subject', jsonb_build_array('(a subject that the model writes)'),
        'body', jsonb_build_array('(the model writes: ' || (step.words -> 'texts' -> (p_variant - 1) ->> 'instructions') || ')')) end))
  from (select p_steps -> (p_step - 1) as words) step
$$;
