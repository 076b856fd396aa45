-- Makes each email that would follow the one before it on the same day wait a day; answers how many campaigns that changes. For an account
-- whose emails reach people: a delay of 0 is for emails that stay on this machine. Sequences are locked first, as genesis.save_sequence does.
create function genesis.lengthen_delays(p_workspace_id uuid) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_campaigns uuid[];
begin
  v_campaigns := array(
    select c.id from public.campaigns c where c.workspace_id = p_workspace_id and 0 = any (c.step_delays_days[2:]));
  perform from genesis.sequences q
  where q.workspace_id = p_workspace_id and q.campaign_id = any (v_campaigns) order by q.campaign_id for update;
  update public.campaigns c
  set step_delays_days = array(
    select case when d.step = 1 then d.days else greatest(1, d.days) end
    from unnest(c.step_delays_days) with ordinality as d (days, step) order by d.step)
  where c.workspace_id = p_workspace_id and c.id = any (v_campaigns);
  return cardinality(v_campaigns);
end
$$;
grant execute on function genesis.lengthen_delays(uuid) to tenant_role;
