-- Replaces the addresses of people who are about to be erased, and the emails to them, in what was proposed, approved, carried out, checked
-- and told about them; contexts that a model was given are deleted. Answers the proposals that name them and still wait.
create function genesis.erase_copies_of_leads(p_workspace_id uuid, p_lead_ids uuid[]) returns uuid[]
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_emails text[];
  v_people text;
  v_named uuid[];
  v_addressed uuid[];
  v_receipts uuid[];
  v_copy record;
begin
  if p_workspace_id is distinct from private.current_workspace_id() then
    raise exception 'a lead of another workspace' using errcode = 'insufficient_privilege';
  end if;
  select array_agg(l.email), private.people_pattern(array_agg(l.email)) into v_emails, v_people
  from genesis.leads l where l.workspace_id = p_workspace_id and l.id = any (p_lead_ids);
  if v_emails is null then
    return '{}';
  end if;

  select coalesce(array_agg(distinct v.approval_id), '{}') into v_named from public.approval_versions v
  where v.workspace_id = p_workspace_id and (v.sealed::text || v.parts::text || v.title) ~* v_people;
  select coalesce(array_agg(distinct v.approval_id), '{}') into v_addressed
  from public.approval_versions v, jsonb_array_elements_text(
    coalesce(v.sealed #> '{contract,to}', '[]') || coalesce(v.sealed #> '{contract,cc}', '[]') || coalesce(v.sealed #> '{contract,bcc}', '[]')) r
  where v.workspace_id = p_workspace_id and v.approval_id = any (v_named) and v.sealed #>> '{contract,check}' = 'email_accepted'
    and lower(r) = any (v_emails);

  update public.approval_versions v
  set sealed = private.without_people((case when v.approval_id = any (v_addressed) then private.without_letter(v.sealed) else v.sealed end)::text, v_people)::jsonb,
      parts = private.without_people((select coalesce(jsonb_agg(
          case when v.approval_id = any (v_addressed) and part ->> 'label' in ('Subject', 'Text', 'HTML')
            then jsonb_build_object('label', part -> 'label', 'text', '(erased)') else part end order by n), '[]')
        from jsonb_array_elements(v.parts) with ordinality as p (part, n))::text, v_people)::jsonb,
      title = case when v.approval_id = any (v_addressed) then 'Email (erased)' else left(private.without_people(v.title, v_people), length(v.title)) end,
      erased_at = now()
  where v.workspace_id = p_workspace_id and v.approval_id = any (v_named);
  update public.approvals a
  set title = case when a.id = any (v_addressed) then 'Email (erased)' else left(private.without_people(a.title, v_people), length(a.title)) end,
      why = left(private.without_people(a.why, v_people), length(a.why)), note = left(private.without_people(a.note, v_people), length(a.note)),
      dedupe_key = case when a.dedupe_key ~* v_people then null else a.dedupe_key end, erased_at = now()
  where a.workspace_id = p_workspace_id
    and (a.id = any (v_named) or concat_ws(' ', a.title, a.why, a.note, a.dedupe_key) ~* v_people);

  with changed as (
    update public.receipts r
    set title = case when r.approval_id = any (v_addressed) then 'Email (erased)' else left(private.without_people(r.title, v_people), length(r.title)) end,
        contract = private.without_people((case when r.approval_id = any (v_addressed)
          then jsonb_set(r.contract, '{subject}', '"(erased)"', false) else r.contract end)::text, v_people)::jsonb,
        words = left(private.without_people(r.words, v_people), length(r.words)), next_check_at = null, erased_at = now()
    where r.workspace_id = p_workspace_id
      and (r.approval_id = any (v_named) or (r.title || r.contract::text || coalesce(r.words, '')) ~* v_people)
    returning r.id)
  select coalesce(array_agg(id), '{}') into v_receipts from changed;
  update public.receipt_checks c
  set words = left(private.without_people(c.words, v_people), length(c.words)), evidence = '(erased)', erased_at = now(),
      observed = private.without_people((c.observed - 'subject')::text, v_people)::jsonb
  where c.workspace_id = p_workspace_id
    and (c.receipt_id = any (v_receipts) or (c.words || c.observed::text || c.evidence) ~* v_people);

  for v_copy in
    select c.table_name, c.column_name, format_type(a.atttypid, null) as type
    from private.person_copies c
    join pg_catalog.pg_attribute a on a.attrelid = to_regclass(c.table_name) and a.attname = c.column_name
  loop
    execute format(case when v_copy.type = 'jsonb'
        then 'update %1$s set %2$I = private.without_people(%2$I::text, $1)::jsonb where workspace_id = $2 and %2$I::text ~* $1'
        else 'update %1$s set %2$I = left(private.without_people(%2$I, $1), length(%2$I)) where workspace_id = $2 and %2$I ~* $1' end,
      v_copy.table_name, v_copy.column_name)
    using v_people, p_workspace_id;
  end loop;
  insert into genesis.address_salts (workspace_id) values (p_workspace_id) on conflict do nothing;
  update public.mail_threads t set excerpt = ''
  where t.workspace_id = p_workspace_id and t.id in (
    select o.thread_id from public.outbound_email_messages o
    where o.workspace_id = p_workspace_id and (o.recipients || o.cc || o.bcc) && v_emails);
  update public.outbound_email_messages o
  set recipients = array(select case when r = any (v_emails) then private.erased_name(p_workspace_id, r) else r end from unnest(o.recipients) r),
      cc = array(select case when r = any (v_emails) then private.erased_name(p_workspace_id, r) else r end from unnest(o.cc) r),
      bcc = array(select case when r = any (v_emails) then private.erased_name(p_workspace_id, r) else r end from unnest(o.bcc) r),
      subject = '(erased)', text = '(erased)', html = '(erased)'
  where o.workspace_id = p_workspace_id and (o.recipients || o.cc || o.bcc) && v_emails;
  delete from public.context_snapshots s where s.workspace_id = p_workspace_id and s.context::text ~* v_people;
  update public.model_requests q set request = '{"erased": true}', response = null
  where q.workspace_id = p_workspace_id and (q.request::text || coalesce(q.response::text, '')) ~* v_people;

  return array(
    select a.id from public.approvals a
    where a.workspace_id = p_workspace_id and a.id = any (v_named) and a.state in ('pending', 'revised', 'queued')
    order by a.id);
end
$$;
revoke all on function genesis.erase_copies_of_leads(uuid, uuid[]) from public;
grant execute on function genesis.erase_copies_of_leads(uuid, uuid[]) to tenant_role;
