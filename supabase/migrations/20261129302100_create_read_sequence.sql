create function genesis.read_sequence(p_workspace_id uuid, p_campaign_id uuid)
returns table (revision int, steps jsonb, delays smallint[], signature text, updated_by text, updated_at timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select q.revision, q.steps, c.step_delays_days, q.signature, q.updated_by, q.updated_at
  from genesis.sequences q
  join public.campaigns c on c.workspace_id = q.workspace_id and c.id = q.campaign_id
  where q.workspace_id = p_workspace_id and q.campaign_id = p_campaign_id
$$;

-- The extra columns that leads brought along, as variables are named: those of the newest thousand leads, and of ten leads of each list.
create function genesis.imported_variables(p_workspace_id uuid) returns setof text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with seen as (
    (select l.custom from genesis.leads l where l.workspace_id = p_workspace_id order by l.created_at desc, l.id desc limit 1000)
    union all
    select l.custom
    from genesis.lead_lists i
    cross join lateral (
      select m.lead_id from genesis.lead_list_members m where m.workspace_id = i.workspace_id and m.list_id = i.id limit 10) m
    join genesis.leads l on l.workspace_id = i.workspace_id and l.id = m.lead_id
    where i.workspace_id = p_workspace_id
  ), named as (
    select distinct private.variable_key(k.key) as name from (select distinct key from seen, jsonb_object_keys(seen.custom) as key) k
  )
  select n.name from named n where n.name ~ '^[^{}|]{1,100}$' order by n.name limit 300
$$;

-- What became of each text of a sequence. People count once for each email that they answered or unsubscribed after.
create function genesis.variant_results(p_workspace_id uuid, p_campaign_id uuid)
returns table (step int, variant int, sent int, replied int, opted_out int, bounced int)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  with heard as (
    select distinct v.contact_email, v.step, v.event_type
    from public.email_events v
    where v.workspace_id = p_workspace_id and v.campaign_id = p_campaign_id and v.event_type in ('replied', 'opt_out') and not v.is_test
  )
  select e.step, e.variant, (count(distinct e.id))::int,
         (count(distinct e.id) filter (where h.event_type = 'replied'))::int,
         (count(distinct e.id) filter (where h.event_type = 'opt_out'))::int,
         (count(distinct e.id) filter (where e.status = 'bounced'))::int
  from genesis.sequence_emails e
  left join heard h on h.contact_email = e.to_email and h.step = e.step
  where e.workspace_id = p_workspace_id and e.campaign_id = p_campaign_id and e.status in ('sent', 'bounced')
  group by e.step, e.variant
  order by e.step, e.variant
$$;

grant execute on function
  genesis.read_sequence(uuid, uuid), genesis.imported_variables(uuid), genesis.variant_results(uuid, uuid)
to tenant_role;
