-- An email that is not written yet, of a text that may not be saved yet.
create function private.email_of_text(
  p_lead genesis.leads, p_campaign_id uuid, p_steps jsonb, p_step int, p_variant int, p_signature_parts jsonb)
returns genesis.sequence_emails
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_populate_record(null::genesis.sequence_emails, jsonb_build_object(
    'workspace_id', p_lead.workspace_id, 'campaign_id', p_campaign_id, 'lead_id', p_lead.id, 'step', p_step, 'to_email', p_lead.email,
    'status', 'drafted', 'variant', p_variant, 'same_thread', step.words -> 'same_thread', 'signs', true, 'subject', '', 'body', '',
    'template', jsonb_build_object('signature', p_signature_parts) || case step.words ->> 'mode'
      when 'exact' then step.words -> 'texts' -> (p_variant - 1) -> 'parts'
      else jsonb_build_object(
        'subject', jsonb_build_array('(a subject that the model writes)'),
        'body', jsonb_build_array('(the model writes: ' || (step.words -> 'texts' -> (p_variant - 1) ->> 'instructions') || ')')) end))
  from (select p_steps -> (p_step - 1) as words) step
$$;

-- One email of a sequence, saved or not, as a lead would get it; without p_lead_id for the first of the campaign's audience, else of all
-- leads. A follow-up answers what opened its thread: the email that this lead has of that step, else its text. No row: no such lead, or no
-- sender.
create function genesis.preview_email(
  p_workspace_id uuid, p_campaign_id uuid, p_lead_id uuid, p_steps jsonb, p_signature_parts jsonb, p_step int, p_variant int,
  p_unsubscribe_url text)
returns table (
  lead_id uuid, to_email text, to_name text, from_email text, from_name text, reply_to text, subject text, text_body text, html_body text,
  missing text[])
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_lead genesis.leads;
  v_opening genesis.sequence_emails;
  v_opens int;
begin
  select * into v_lead from genesis.leads l where l.workspace_id = p_workspace_id and l.id = p_lead_id;
  if p_lead_id is null then
    select * into v_lead from private.audience_leads(p_workspace_id, p_campaign_id) l order by l.created_at, l.id limit 1;
    if v_lead.id is null then
      select * into v_lead from genesis.leads l where l.workspace_id = p_workspace_id order by l.created_at, l.id limit 1;
    end if;
  end if;
  if v_lead.id is null then
    return;
  end if;
  select max(n) into v_opens from generate_series(1, p_step - 1) as n where not (p_steps -> (n - 1) ->> 'same_thread')::boolean;
  if v_opens is not null then
    select * into v_opening from genesis.sequence_emails e
    where e.workspace_id = p_workspace_id and e.campaign_id = p_campaign_id and e.lead_id = v_lead.id and e.step = v_opens
      and (e.template is null or e.status not in ('drafted', 'approved', 'rejected'));
    if not found then
      v_opening := private.email_of_text(v_lead, p_campaign_id, p_steps, v_opens, private.variant_of(
        p_campaign_id, v_lead.id, v_opens, jsonb_array_length(p_steps -> (v_opens - 1) -> 'texts')), p_signature_parts);
    end if;
  end if;
  return query
    select v_lead.id, r.to_email, r.to_name, r.from_email, r.from_name, r.reply_to, r.subject, r.text_body, r.html_body, r.missing
    from private.rendered_email(
      private.email_of_text(v_lead, p_campaign_id, p_steps, p_step, p_variant, p_signature_parts), v_opening,
      p_unsubscribe_url) r;
end
$$;

grant execute on function
  private.email_of_text(genesis.leads, uuid, jsonb, int, int, jsonb),
  genesis.preview_email(uuid, uuid, uuid, jsonb, jsonb, int, int, text)
to tenant_role;
