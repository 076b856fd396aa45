-- Not a migration: what is run once, by hand, on an installation whose email_events grows beyond 100 million rows (docs/adr/0007). It
-- creates a procedure and calls nothing. `call private.partition_email_events(64)` may be repeated after it was interrupted; the
-- application goes on reading and writing meanwhile, but for the moment of the swap.
create or replace function private.mirror_email_event() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into public.email_events_next select new.* on conflict do nothing;
  return null;
end
$$;

-- A procedure that commits cannot have a search_path of its own: every name is written in full.
create or replace procedure private.partition_email_events(p_partitions int, p_batch int default 20000)
language plpgsql
as $procedure$
declare
  v_last uuid := '00000000-0000-0000-0000-000000000000';
  v_next uuid;
  v_stats text := pg_catalog.pg_get_viewdef('public.mv_daily_stats'::pg_catalog.regclass);
  v_emails text := pg_catalog.pg_get_viewdef('public.emails'::pg_catalog.regclass);
  v_missing bigint;
begin
  -- 1. The new table, like the old one; keys of a partitioned table hold the column it is partitioned by, and all of ours do.
  if pg_catalog.to_regclass('public.email_events_next') is null then
    -- In the order in which a writer comes to them, so that nobody waits for each other.
    lock table public.workspaces, public.campaign_groups, public.campaigns, public.contacts, public.email_events
      in share row exclusive mode;
    create table public.email_events_next (like public.email_events including defaults including constraints)
      partition by hash (workspace_id);
    comment on table public.email_events_next is 'Owner: ingestion. Everything reported about mail, each thing once.';
    alter table public.email_events_next
      add primary key (workspace_id, id),
      add foreign key (workspace_id) references public.workspaces (id),
      add foreign key (contact_id) references public.contacts (id),
      add foreign key (campaign_id) references public.campaigns (id),
      add foreign key (campaign_group_id) references public.campaign_groups (id);
    create unique index on public.email_events_next (workspace_id, idempotency_key, is_test);
    create unique index on public.email_events_next (workspace_id, event_key) where event_key is not null;
    create index on public.email_events_next (workspace_id, event_type, event_ts);
    create index on public.email_events_next (workspace_id, campaign_id, event_ts);
    create index on public.email_events_next (workspace_id, campaign_name) where campaign_id is null;
    create index on public.email_events_next (workspace_id, created_at desc);
    create index on public.email_events_next (contact_id);
    create index on public.email_events_next (campaign_id);
    create index on public.email_events_next (campaign_group_id);
    for v_number in 0 .. p_partitions - 1 loop
      execute pg_catalog.format(
        'create table public.%I partition of public.email_events_next for values with (modulus %s, remainder %s)',
        'email_events_h' || v_number, p_partitions, v_number);
      execute pg_catalog.format(
        'comment on table public.%I is %L', 'email_events_h' || v_number, 'Owner: ingestion. A part of email_events.');
      call private.protect_tenant_table(
        pg_catalog.format('public.%I', 'email_events_h' || v_number)::pg_catalog.regclass, 'select, insert');
    end loop;
    call private.protect_tenant_table('public.email_events_next'::pg_catalog.regclass, 'select, insert');
    grant select on public.email_events_next to authenticated;
    -- 2. From here on, every write goes to both tables. Rows of email_events never change, so that is all.
    create trigger email_events_mirror after insert on public.email_events
      for each row execute function private.mirror_email_event();
    commit;
  end if;

  -- 3. Copy the older rows, in small commits.
  loop
    with batch as (
      select e.* from public.email_events e where e.id > v_last order by e.id limit p_batch
    ), copied as (
      insert into public.email_events_next select * from batch on conflict do nothing
    )
    select max(id::text)::uuid into v_next from batch;
    exit when v_next is null;
    v_last := v_next;
    commit;
  end loop;

  -- 4. The swap: nobody writes for this moment.
  lock table public.workspaces, public.campaign_groups, public.campaigns, public.contacts, public.email_events
    in access exclusive mode;
  select count(*) into v_missing from public.email_events e
  where not exists (select from public.email_events_next n where n.workspace_id = e.workspace_id and n.id = e.id);
  if v_missing > 0 then
    raise exception '% events are not in the new table: nothing was swapped', v_missing;
  end if;
  drop materialized view public.mv_daily_stats;
  drop view public.emails;
  drop table public.email_events;
  alter table public.email_events_next rename to email_events;
  execute 'create materialized view public.mv_daily_stats as ' || v_stats;
  comment on materialized view public.mv_daily_stats is 'Owner: metrics. Events by day, campaign and step, recounted.';
  create unique index mv_daily_stats_key
    on public.mv_daily_stats (workspace_id, day, campaign_id, campaign_group_id, step) nulls not distinct;
  revoke all on public.mv_daily_stats from anon, authenticated, tenant_role;
  grant select on public.mv_daily_stats to service_role;
  execute 'create view public.emails with (security_invoker = on) as ' || v_emails;
  comment on view public.emails is 'Owner: ingestion. A mail that went out, as reported by a sent event.';
  revoke all on public.emails from anon, authenticated, tenant_role;
  grant select on public.emails to authenticated, tenant_role, service_role;
  commit;
end
$procedure$;
