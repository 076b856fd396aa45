-- When all codes of gated_emails have ended by themselves; null: one of them waits for a person, or there is none.
create function private.gates_end(
  p_codes text[], p_step_ends timestamptz, p_not_before timestamptz, p_held_until timestamptz, p_next_day timestamptz) returns timestamptz
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select case when p_codes <@ array['step.waiting', 'attempt.waiting', 'lead.held', 'domain_limit.reached']
      and (p_held_until is not null or 'lead.held' <> all (p_codes)) then greatest(
    case when 'step.waiting' = any (p_codes) then p_step_ends end,
    case when 'attempt.waiting' = any (p_codes) then p_not_before end,
    case when 'lead.held' = any (p_codes) then p_held_until end,
    case when 'domain_limit.reached' = any (p_codes) then p_next_day end) end
$$;

-- The emails of one step that did not go out, each with the first thing that holds it back, 'due' when nothing does; until: when
-- everything that holds it back has ended, null when that waits for a person.
create or replace function private.waiting_emails(p_campaign public.campaigns, p_step int, p_at timestamptz)
returns table (code text, until timestamptz)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  -- Materialized: otherwise the codes of an email are found again for each word about them.
  with gated as materialized (select * from private.gated_emails(p_campaign, p_step, null, p_at))
  select coalesce(g.codes[1], 'due'), private.gates_end(g.codes, g.step_ends, g.not_before, g.held_until, g.next_day)
  from gated g
$$;
grant execute on function private.gates_end(text[], timestamptz, timestamptz, timestamptz, timestamptz) to tenant_role;
