-- Erases the mail of people who are about to be erased: their conversations with all messages, their messages in other people's
-- conversations, what of them was mirrored into the chat, and the files that came with it and with nothing else. Answers, for each company,
-- how much went, and whose bytes are still to be removed.
create function genesis.erase_mail_of_leads(p_workspace_id uuid, p_lead_ids uuid[])
returns table (project_id uuid, conversations integer, messages integer, assets uuid[])
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_emails text[];
  v_threads uuid[];
  v_messages uuid[];
  v_assets uuid[];
  v_summary jsonb;
begin
  if p_workspace_id is distinct from private.current_workspace_id() then
    raise exception 'a lead of another workspace' using errcode = 'insufficient_privilege';
  end if;
  select coalesce(array_agg(l.email), '{}') into v_emails
  from genesis.leads l where l.workspace_id = p_workspace_id and l.id = any (p_lead_ids);

  select coalesce(array_agg(t.id), '{}') into v_threads
  from public.mail_threads t where t.workspace_id = p_workspace_id and t.contact_email = any (v_emails);
  select coalesce(array_agg(m.id), '{}') into v_messages
  from public.inbound_email_messages m
  where m.workspace_id = p_workspace_id and (m.thread_id = any (v_threads) or m.sender = any (v_emails));
  select coalesce(array_agg(distinct (a ->> 'asset_id')::uuid), '{}') into v_assets
  from public.inbound_email_messages m, jsonb_array_elements(m.attachments) a
  where m.workspace_id = p_workspace_id and m.id = any (v_messages) and a ->> 'asset_id' is not null
    and not exists (
      select from public.inbound_email_messages o
      where o.workspace_id = p_workspace_id and o.id <> all (v_messages)
        and o.attachments @> jsonb_build_array(jsonb_build_object('asset_id', a ->> 'asset_id')))
    and not exists (
      select from public.outbound_email_messages o
      where o.workspace_id = p_workspace_id and o.thread_id <> all (v_threads)
        and o.attachments @> jsonb_build_array(jsonb_build_object('asset_id', a ->> 'asset_id')));

  select jsonb_agg(to_jsonb(s)) into v_summary from (
    select p.id as project_id,
      (select count(*) from public.mail_threads t where t.workspace_id = p_workspace_id and t.project_id = p.id and t.id = any (v_threads)) as conversations,
      (select count(*) from public.inbound_email_messages m where m.workspace_id = p_workspace_id and m.project_id = p.id and m.id = any (v_messages)) as messages,
      (select coalesce(array_agg(f.id), '{}') from public.project_assets f where f.workspace_id = p_workspace_id and f.project_id = p.id and f.id = any (v_assets)) as assets
    from public.projects p where p.workspace_id = p_workspace_id) s
  where s.conversations + s.messages > 0;
  if v_summary is null then
    return;
  end if;

  insert into genesis.address_salts (workspace_id) values (p_workspace_id) on conflict do nothing;
  delete from public.project_chat_messages c
  where c.workspace_id = p_workspace_id and c.source_key = any (select 'email:' || id from unnest(v_messages) id);
  update public.mail_threads t set excerpt = ''
  where t.workspace_id = p_workspace_id and t.id in (
    select m.thread_id from public.inbound_email_messages m where m.workspace_id = p_workspace_id and m.id = any (v_messages));
  update public.inbound_email_messages m
  set sender = private.erased_name(p_workspace_id, m.sender), sender_name = '', subject = '(erased)', text = '(erased)',
      own_text = '(erased)', html = null, raw = null, raw_sha256 = null, message_id = '', payload = '{}', attachments = '[]'
  where m.workspace_id = p_workspace_id and m.id = any (v_messages) and (m.thread_id is null or m.thread_id <> all (v_threads));
  update public.outbound_email_messages o
  set recipients = array(select case when r = any (v_emails) then private.erased_name(p_workspace_id, r) else r end from unnest(o.recipients) r),
      cc = array(select case when r = any (v_emails) then private.erased_name(p_workspace_id, r) else r end from unnest(o.cc) r),
      bcc = array(select case when r = any (v_emails) then private.erased_name(p_workspace_id, r) else r end from unnest(o.bcc) r),
      subject = '(erased)', text = '(erased)', html = '(erased)'
  where o.workspace_id = p_workspace_id and o.thread_id <> all (v_threads) and (o.recipients || o.cc || o.bcc) && v_emails;
  delete from public.mail_threads t where t.workspace_id = p_workspace_id and t.id = any (v_threads);
  delete from public.project_assets f where f.workspace_id = p_workspace_id and f.id = any (v_assets);

  return query
  select s.project_id, s.conversations, s.messages, s.assets
  from jsonb_to_recordset(v_summary) as s (project_id uuid, conversations integer, messages integer, assets uuid[]);
end
$$;
grant execute on function genesis.erase_mail_of_leads(uuid, uuid[]) to tenant_role;
