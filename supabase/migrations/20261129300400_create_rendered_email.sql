-- The first line of an address and a company's name are compared without legal form, case and punctuation.
create function private.plain_company_name(p_name text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select btrim(regexp_replace(
    regexp_replace(lower(p_name), '[\s.,]+', ' ', 'g'),
    '( (ltd|limited|gmbh|inc|incorporated|llc|llp|corp|corporation|plc|ag|se|kg|ug|ohg|sas|sarl|srl|spa|sl|bv|nv|oy|ab|as|aps|co|& co kg))+ ?$', ''))
$$;

-- Who sends, and where to write to them. The company's name once: many addresses begin with it.
create function private.footer_lines(p_brand genesis.brand_profiles) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select concat_ws(E'\n',
    case when private.plain_company_name((regexp_split_to_array(btrim(p_brand.postal_address), '[\n,]'))[1])
      <> private.plain_company_name(p_brand.company_name) then p_brand.company_name end,
    p_brand.postal_address)
$$;

-- The words of one email, without thread and footer, and which variables of its text and its signature have neither value nor fallback.
-- What left stays as it left.
create function private.own_text(p_mail genesis.sequence_emails, p_lead genesis.leads, p_brand genesis.brand_profiles)
returns table (subject text, body text, signature text, missing text[], missing_signature text[])
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_signature jsonb;
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
  if p_mail.signs then
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

-- One email as its recipient gets it: the words with the current sender, its thread, the signature, the footer that the law asks for and
-- the one-click unsubscribe (RFC 8058). The one place that renders: preview, approval, claim and test read it here. hash names exactly
-- these bytes; each part is preceded by its length, so that no two emails share one. Message-IDs are no part of it: each attempt has its
-- own. p_opening is the email that opened the thread, which a preview brings along.
create function private.rendered_email(
  p_mail genesis.sequence_emails, p_opening genesis.sequence_emails, p_unsubscribe_url text)
returns table (
  id uuid, to_email text, to_name text, from_email text, from_name text, reply_to text, subject text, text_body text, html_body text,
  list_unsubscribe text, list_unsubscribe_post text, hash text, body text, missing text[])
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with rendered as (
    select p_mail.id, p_mail.to_email, nullif(trim(concat_ws(' ', l.first_name, l.last_name)), '') as to_name,
           b.sender_email as from_email, b.sender_name as from_name, b.sender_email as reply_to,
           case when p_mail.same_thread and opening.subject <> ''
             then case when opening.subject ~* '^re\s*:' then opening.subject else left('Re: ' || opening.subject, 500) end
             else own.subject end as subject,
           concat(said.words, E'\n\n', footer.lines, E'\n\nUnsubscribe: ', link.url) as text_body,
           concat('<div style="white-space:pre-wrap">', private.escape_html(said.words),
                  '</div><p style="color:#666;font-size:12px;white-space:pre-line">', private.escape_html(footer.lines),
                  E'\n<a href="', private.escape_html(link.url), '" style="color:#666">Unsubscribe</a></p>') as html_body,
           format('<%s>', link.url) as list_unsubscribe, 'List-Unsubscribe=One-Click' as list_unsubscribe_post,
           own.body, own.missing || own.missing_signature as missing
    from genesis.leads l
    join genesis.brand_profiles b on b.workspace_id = l.workspace_id
    left join public.unsubscribe_tokens t
      on t.workspace_id = l.workspace_id and t.campaign_id = p_mail.campaign_id and t.lead_id = l.id
    cross join lateral private.own_text(p_mail, l, b) own
    cross join lateral (select concat(own.body, E'\n\n' || own.signature) as words) said
    left join lateral private.own_text(p_opening, l, b) opening on p_opening.campaign_id is not null
    cross join lateral (select p_unsubscribe_url || '/' || coalesce(t.token, 'preview') as url) link
    cross join lateral (select private.footer_lines(b) as lines) footer
    where l.workspace_id = p_mail.workspace_id and l.id = p_mail.lead_id
  )
  select r.id, r.to_email, r.to_name, r.from_email, r.from_name, r.reply_to, r.subject, r.text_body, r.html_body,
    r.list_unsubscribe, r.list_unsubscribe_post, encode(sha256(convert_to(concat(
      octet_length(r.to_email), ':', r.to_email, coalesce(octet_length(r.to_name) || ':' || r.to_name, '-'),
      octet_length(r.from_email), ':', r.from_email, octet_length(r.from_name), ':', r.from_name,
      octet_length(r.reply_to), ':', r.reply_to, octet_length(r.subject), ':', r.subject,
      octet_length(r.text_body), ':', r.text_body, octet_length(r.html_body), ':', r.html_body,
      octet_length(r.list_unsubscribe), ':', r.list_unsubscribe,
      octet_length(r.list_unsubscribe_post), ':', r.list_unsubscribe_post), 'UTF8')), 'hex'),
    r.body, r.missing
  from rendered r
$$;

-- The email of this person that opened the thread which an email belongs to; null when it opens one itself.
create function private.thread_opening(p_mail genesis.sequence_emails) returns genesis.sequence_emails
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select o from genesis.sequence_emails o
  where p_mail.same_thread and o.workspace_id = p_mail.workspace_id and o.campaign_id = p_mail.campaign_id
    and o.lead_id = p_mail.lead_id and o.step < p_mail.step and not o.same_thread
  order by o.step desc limit 1
$$;

drop function private.rendered_emails(uuid, uuid[], text);
create function private.rendered_emails(p_workspace_id uuid, p_ids uuid[], p_unsubscribe_url text)
returns table (
  id uuid, to_email text, to_name text, from_email text, from_name text, reply_to text, subject text, text_body text, html_body text,
  list_unsubscribe text, list_unsubscribe_post text, hash text, body text, missing text[])
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select r.*
  from genesis.sequence_emails e
  cross join lateral private.rendered_email(e, private.thread_opening(e), p_unsubscribe_url) r
  where e.workspace_id = p_workspace_id and e.id = any (p_ids)
$$;

-- Null when the email cannot be sent: the company names no sender, the lead is gone, or a variable has neither value nor fallback.
create or replace function private.email_hash(p_mail genesis.sequence_emails, p_unsubscribe_url text) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select r.hash from private.rendered_email(p_mail, private.thread_opening(p_mail), p_unsubscribe_url) r where r.missing = '{}'
$$;

-- Whether each variable of a campaign's signature has a value or a fallback: they are all about the sender.
create function private.signature_is_whole(p_workspace_id uuid, p_campaign_id uuid) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select not exists (
    select from genesis.sequences q
    join genesis.brand_profiles b on b.workspace_id = q.workspace_id
    where q.workspace_id = p_workspace_id and q.campaign_id = p_campaign_id
      and private.unfilled(q.signature_parts, private.variable_values(null, b, '{}')) <> '{}')
$$;

grant execute on function
  private.plain_company_name(text), private.footer_lines(genesis.brand_profiles),
  private.own_text(genesis.sequence_emails, genesis.leads, genesis.brand_profiles),
  private.rendered_email(genesis.sequence_emails, genesis.sequence_emails, text),
  private.thread_opening(genesis.sequence_emails), private.rendered_emails(uuid, uuid[], text),
  private.signature_is_whole(uuid, uuid)
to tenant_role, service_role;
