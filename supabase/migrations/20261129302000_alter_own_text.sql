-- The words of one email, without thread and footer, and which variables of its text and its signature have neither value nor fallback.
-- What left stays as it left. A preview brings its signature along in the template.
create or replace function private.own_text(p_mail genesis.sequence_emails, p_lead genesis.leads, p_brand genesis.brand_profiles)
returns table (subject text, body text, signature text, missing text[], missing_signature text[])
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_signature jsonb := p_mail.template -> 'signature';
  v_subject jsonb := coalesce(p_mail.template -> 'subject', '[]');
  v_body jsonb := coalesce(p_mail.template -> 'body', '[]');
  v_values jsonb;
begin
  subject := p_mail.subject;
  body := p_mail.body;
  signature := p_mail.signature;
  missing := '{}';
  missing_signature := '{}';
  if p_mail.status in ('sent', 'bounced', 'unknown', 'failed') or p_mail.template is null and not p_mail.signs then
    return next;
    return;
  end if;
  if p_mail.signs and v_signature is null then
    select q.signature_parts into v_signature from genesis.sequences q
    where q.workspace_id = p_mail.workspace_id and q.campaign_id = p_mail.campaign_id;
  end if;
  v_signature := coalesce(v_signature, '[]');
  v_values := private.variable_values(p_lead, p_brand, private.variable_names(v_signature || v_subject || v_body));
  signature := nullif(btrim(private.filled(v_signature, v_values), E' \n'), '');
  missing_signature := private.unfilled(v_signature, v_values);
  if p_mail.template is not null then
    subject := private.one_line(private.filled(v_subject, v_values));
    body := coalesce(nullif(btrim(left(private.filled(v_body, v_values), 50000), E' \n'), ''), '(empty text)');
    missing := array(
      select distinct unnest(private.unfilled(v_body, v_values)
        || case when not p_mail.same_thread then private.unfilled(v_subject, v_values) end
        || case when not p_mail.same_thread and subject = '' then array['(empty subject)'] end
        || case when body = '(empty text)' then array[body] end) order by 1);
  end if;
  return next;
end
$$;
