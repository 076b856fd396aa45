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
  v_brand := private.sender_of(p_mail.workspace_id, coalesce(p_mail.mailbox, 1));
  if v_brand.workspace_id is null then
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
