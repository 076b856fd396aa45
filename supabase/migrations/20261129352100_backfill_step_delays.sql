-- Follow-ups on the same day that were kept when a workspace moved from the test mailbox to an account whose emails reach people.
update public.campaigns c
set step_delays_days = array(
  select case when d.step = 1 then d.days else greatest(1, d.days) end
  from unnest(c.step_delays_days) with ordinality as d (days, step) order by d.step)
where 0 = any (c.step_delays_days[2:])
  and exists (
    select from genesis.email_provider_config a
    join genesis.credential_store s on s.workspace_id = a.workspace_id and s.id = a.credential_id
    where a.workspace_id = c.workspace_id and not a.uses_test_mailbox
      and s.masked ->> 'preview' !~ '^(localhost|127\.[0-9.]+|::1) ');
