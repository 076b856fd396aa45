-- Emails as their recipients get them: the draft with the current sender, the footer that the law asks for and the one-click unsubscribe
-- (RFC 8058). The one place that renders: preview, approval, claim and test read it here. hash names exactly these bytes; each part is
-- preceded by its length, so that no two emails share one. The Message-ID is no part of it: each attempt has its own.
create function private.rendered_emails(p_workspace_id uuid, p_ids uuid[], p_unsubscribe_url text)
returns table (
  id uuid, to_email text, to_name text, from_email text, from_name text, reply_to text, subject text, text_body text, html_body text,
  list_unsubscribe text, list_unsubscribe_post text, hash text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with rendered as (
    select e.id, e.to_email, nullif(trim(concat_ws(' ', l.first_name, l.last_name)), '') as to_name,
           b.sender_email as from_email, b.sender_name as from_name, b.sender_email as reply_to, e.subject,
           concat(e.body, E'\n\n', footer.lines, E'\n\nUnsubscribe: ', link.url) as text_body,
           concat('<div style="white-space:pre-wrap">', private.escape_html(e.body),
                  '</div><p style="color:#666;font-size:12px;white-space:pre-line">', private.escape_html(footer.lines),
                  E'\n<a href="', private.escape_html(link.url), '" style="color:#666">Unsubscribe</a></p>') as html_body,
           format('<%s>', link.url) as list_unsubscribe, 'List-Unsubscribe=One-Click' as list_unsubscribe_post
    from genesis.sequence_emails e
    join genesis.leads l on l.workspace_id = e.workspace_id and l.id = e.lead_id
    join genesis.brand_profiles b on b.workspace_id = e.workspace_id
    join public.unsubscribe_tokens t
      on t.workspace_id = e.workspace_id and t.campaign_id = e.campaign_id and t.lead_id = e.lead_id
    cross join lateral (select p_unsubscribe_url || '/' || t.token as url) link
    -- The company's name once: many addresses begin with it.
    cross join lateral (
      select concat_ws(E'\n',
        case when lower(trim(split_part(b.postal_address, E'\n', 1))) <> lower(trim(b.company_name)) then b.company_name end,
        b.postal_address) as lines) footer
    where e.workspace_id = p_workspace_id and e.id = any (p_ids)
  )
  select r.*, encode(sha256(convert_to(concat(
    octet_length(r.to_email), ':', r.to_email, coalesce(octet_length(r.to_name) || ':' || r.to_name, '-'),
    octet_length(r.from_email), ':', r.from_email, octet_length(r.from_name), ':', r.from_name,
    octet_length(r.reply_to), ':', r.reply_to, octet_length(r.subject), ':', r.subject,
    octet_length(r.text_body), ':', r.text_body, octet_length(r.html_body), ':', r.html_body,
    octet_length(r.list_unsubscribe), ':', r.list_unsubscribe,
    octet_length(r.list_unsubscribe_post), ':', r.list_unsubscribe_post), 'UTF8')), 'hex')
  from rendered r
$$;

-- Null when the email cannot be rendered: the company names no sender, or the lead is gone.
create function private.email_hash(p_mail genesis.sequence_emails, p_unsubscribe_url text) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select r.hash from private.rendered_emails(p_mail.workspace_id, array[p_mail.id], p_unsubscribe_url) r
$$;

create or replace function private.claimed_email(p_mail genesis.sequence_emails, p_unsubscribe_url text)
returns table (
  claim_id uuid, lead_id uuid, to_email text, to_name text, from_email text, from_name text, subject text,
  text_body text, html_body text, message_id text, list_unsubscribe text, list_unsubscribe_post text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select p_mail.claim_id, p_mail.lead_id, r.to_email, r.to_name, r.from_email, r.from_name, r.subject,
         r.text_body, r.html_body, p_mail.message_id, r.list_unsubscribe, r.list_unsubscribe_post
  from private.rendered_emails(p_mail.workspace_id, array[p_mail.id], p_unsubscribe_url) r
$$;

grant execute on function
  private.rendered_emails(uuid, uuid[], text), private.email_hash(genesis.sequence_emails, text)
to tenant_role;
