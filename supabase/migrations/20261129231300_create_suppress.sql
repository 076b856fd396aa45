-- Puts addresses and domains on the suppression list and cancels what waits for their people; one that is on it stays as it is. Answers
-- which are new, and how many emails were cancelled.
create function genesis.suppress(p_workspace_id uuid, p_entries text[], p_reason text, p_source text, p_note text, p_batch_id uuid)
returns table (added text[], cancelled int)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  with fresh as (
    insert into public.suppressions (workspace_id, email, reason, source, note, batch_id)
    select p_workspace_id, entry, p_reason, p_source, p_note, p_batch_id
    from (select distinct e as entry from unnest(p_entries) e order by 1) given
    on conflict (workspace_id, email) do nothing
    returning email)
  select coalesce(array_agg(f.email), '{}') into added from fresh f;

  update genesis.sequence_emails e
  set status = 'cancelled', outcome_detail = 'suppressed by the founder'
  from genesis.leads l
  where e.workspace_id = p_workspace_id and e.status in ('drafted', 'approved')
    and l.workspace_id = p_workspace_id and l.id = e.lead_id
    and (l.email = any (added) or l.domain_keys && added);
  get diagnostics cancelled = row_count;
  return next;
end
$$;

-- Takes back entries that a founder added, named one by one or by their batch: never what the people themselves asked for. The drafts
-- that were cancelled for them wait again, for an approval too. Answers how many entries were taken back.
create function genesis.unsuppress(p_workspace_id uuid, p_entries text[], p_batch_id uuid) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_removed text[];
begin
  with gone as (
    delete from public.suppressions s
    where s.workspace_id = p_workspace_id and s.reason = 'manual' and (s.email = any (p_entries) or s.batch_id = p_batch_id)
    returning s.email)
  select coalesce(array_agg(g.email), '{}') into v_removed from gone g;

  update genesis.sequence_emails e
  set status = 'drafted', outcome_detail = null
  from private.mailable_leads l
  where e.workspace_id = p_workspace_id and e.status = 'cancelled' and e.outcome_detail = 'suppressed by the founder'
    and l.workspace_id = p_workspace_id and l.id = e.lead_id and e.to_email = l.email
    and (l.email = any (v_removed) or l.domain_keys && v_removed);
  return cardinality(v_removed);
end
$$;

grant execute on function
  genesis.suppress(uuid, text[], text, text, text, uuid), genesis.unsuppress(uuid, text[], uuid)
to tenant_role;
