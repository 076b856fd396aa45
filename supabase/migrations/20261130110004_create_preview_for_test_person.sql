-- One email of a sequence as a person who is no lead would get it: rendered for a lead that exists inside this statement alone. No row: no sender.
create function genesis.preview_for_test_person(
  p_workspace_id uuid, p_campaign_id uuid, p_person jsonb, p_steps jsonb, p_signature_parts jsonb, p_step int, p_unsubscribe_url text)
returns table (
  lead_id uuid, to_email text, to_name text, from_email text, from_name text, reply_to text, subject text, text_body text, html_body text,
  missing text[])
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_lead_id uuid := gen_random_uuid();
  v_email record;
begin
  begin
    insert into genesis.leads (id, workspace_id, email, first_name, last_name, company, title, website)
    values (v_lead_id, p_workspace_id, v_lead_id || '@sandbox.invalid', p_person ->> 'first_name', p_person ->> 'last_name',
      p_person ->> 'company', p_person ->> 'title', p_person ->> 'website');
    select * into v_email from genesis.preview_email(
      p_workspace_id, p_campaign_id, v_lead_id, p_steps, p_signature_parts, p_step, 1, p_unsubscribe_url);
    raise exception 'sandbox' using errcode = 'GLSBX';
  exception when sqlstate 'GLSBX' then
    null; -- the lead is gone again; what was rendered stays
  end;
  if v_email.lead_id is not null then
    return query select v_email.lead_id, v_email.to_email, v_email.to_name, v_email.from_email, v_email.from_name, v_email.reply_to,
      v_email.subject, v_email.text_body, v_email.html_body, v_email.missing;
  end if;
end
$$;
grant execute on function genesis.preview_for_test_person(uuid, uuid, jsonb, jsonb, jsonb, int, text) to tenant_role;
