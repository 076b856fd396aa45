-- Rendering a thousand emails took ten seconds: each looked at sixteen fields, whether its text names them or not, and composed its parts
-- once for each place that reads them. Now a field is looked at when it is named, and a part is composed once.
create or replace function private.variable_values(p_lead genesis.leads, p_brand genesis.brand_profiles, p_names text[]) returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_name text;
  v_value text;
  v_values jsonb := '{}';
begin
  foreach v_name in array p_names loop
    v_value := case v_name
      when 'first_name' then p_lead.first_name
      when 'last_name' then p_lead.last_name
      when 'full_name' then concat_ws(' ', private.usable_value(p_lead.first_name), private.usable_value(p_lead.last_name))
      when 'email' then p_lead.email
      when 'company' then p_lead.company
      when 'title' then p_lead.title
      when 'website' then p_lead.website
      when 'notes' then p_lead.notes
      when 'sender_name' then p_brand.sender_name
      when 'sender_first_name' then split_part(private.usable_value(p_brand.sender_name), ' ', 1)
      when 'sender_email' then p_brand.sender_email
      when 'sender_company' then p_brand.company_name
      when 'sender_website' then p_brand.website
      when 'booking_link' then p_brand.calendly_link_1
      when 'second_booking_link' then p_brand.calendly_link_2
    end;
    v_value := private.usable_value(v_value);
    if v_value is null and p_lead.custom is not null then
      select private.usable_value(extra.value) into v_value
      from jsonb_each_text(p_lead.custom) extra
      where private.variable_key(extra.key) = v_name and private.usable_value(extra.value) is not null
      order by extra.key limit 1;
    end if;
    if v_value is not null then
      v_values := v_values || jsonb_build_object(v_name, v_value);
    end if;
  end loop;
  return v_values;
end
$$;

create or replace function private.signature_is_whole(p_workspace_id uuid, p_campaign_id uuid) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select not exists (
    select from genesis.sequences q
    join genesis.brand_profiles b on b.workspace_id = q.workspace_id
    where q.workspace_id = p_workspace_id and q.campaign_id = p_campaign_id
      and private.unfilled(
        q.signature_parts, private.variable_values(null, b, private.variable_names(q.signature_parts))) <> '{}')
$$;

-- One email as its recipient gets it: the words with the current sender, its thread, the signature, the footer that the law asks for and
-- the one-click unsubscribe (RFC 8058). The one place that renders: preview, approval, claim and test read it here. hash names exactly
-- these bytes; each part is preceded by its length, so that no two emails share one. Message-IDs are no part of it: each attempt has its
-- own. p_opening is the email that opened the thread, which a preview brings along. No row without the lead or the sender.
create or replace function private.rendered_email(
  p_mail genesis.sequence_emails, p_opening genesis.sequence_emails, p_unsubscribe_url text)
returns table (
  id uuid, to_email text, to_name text, from_email text, from_name text, reply_to text, subject text, text_body text, html_body text,
  list_unsubscribe text, list_unsubscribe_post text, hash text, body text, missing text[])
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_lead genesis.leads;
  v_brand genesis.brand_profiles;
  v_own record;
  v_opening text;
  v_words text;
  v_footer text;
  v_url text;
begin
  select * into v_lead from genesis.leads l where l.workspace_id = p_mail.workspace_id and l.id = p_mail.lead_id;
  if not found then
    return;
  end if;
  select * into v_brand from genesis.brand_profiles b where b.workspace_id = p_mail.workspace_id;
  if not found then
    return;
  end if;
  select t.token into v_url from public.unsubscribe_tokens t
  where t.workspace_id = p_mail.workspace_id and t.campaign_id = p_mail.campaign_id and t.lead_id = p_mail.lead_id;
  v_url := p_unsubscribe_url || '/' || coalesce(v_url, 'preview');
  select * into v_own from private.own_text(p_mail, v_lead, v_brand);
  v_words := concat(v_own.body, E'\n\n' || v_own.signature);
  v_footer := private.footer_lines(v_brand);

  subject := v_own.subject;
  if p_mail.same_thread and p_opening.campaign_id is not null then
    select o.subject into v_opening from private.own_text(p_opening, v_lead, v_brand) o;
    if v_opening <> '' then
      subject := case when v_opening ~* '^re\s*:' then v_opening else left('Re: ' || v_opening, 500) end;
    end if;
  end if;
  id := p_mail.id;
  to_email := p_mail.to_email;
  to_name := nullif(trim(concat_ws(' ', v_lead.first_name, v_lead.last_name)), '');
  from_email := v_brand.sender_email;
  from_name := v_brand.sender_name;
  reply_to := v_brand.sender_email;
  text_body := concat(v_words, E'\n\n', v_footer, E'\n\nUnsubscribe: ', v_url);
  html_body := concat('<div style="white-space:pre-wrap">', private.escape_html(v_words),
    '</div><p style="color:#666;font-size:12px;white-space:pre-line">', private.escape_html(v_footer),
    E'\n<a href="', private.escape_html(v_url), '" style="color:#666">Unsubscribe</a></p>');
  list_unsubscribe := format('<%s>', v_url);
  list_unsubscribe_post := 'List-Unsubscribe=One-Click';
  hash := encode(sha256(convert_to(concat(
    octet_length(to_email), ':', to_email, coalesce(octet_length(to_name) || ':' || to_name, '-'),
    octet_length(from_email), ':', from_email, octet_length(from_name), ':', from_name,
    octet_length(reply_to), ':', reply_to, octet_length(subject), ':', subject,
    octet_length(text_body), ':', text_body, octet_length(html_body), ':', html_body,
    octet_length(list_unsubscribe), ':', list_unsubscribe,
    octet_length(list_unsubscribe_post), ':', list_unsubscribe_post), 'UTF8')), 'hex');
  body := v_own.body;
  missing := v_own.missing || v_own.missing_signature;
  return next;
end
$$;

-- A decision changes no words: they are filled in again when the email is claimed, and when one that left is tried again.
drop trigger sequence_emails_filled on genesis.sequence_emails;
create trigger sequence_emails_filled before insert or update of template, same_thread, signs on genesis.sequence_emails
  for each row execute function private.fill_in();
create trigger sequence_emails_filled_on_status before update of status on genesis.sequence_emails
  for each row
  when (new.status = 'claimed' or old.status in ('sent', 'bounced', 'unknown', 'failed'))
  execute function private.fill_in();
