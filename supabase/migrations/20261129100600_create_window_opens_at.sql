-- When the sending window is next open, at p_at or after it.
create function private.window_opens_at(p_window jsonb, p_time_zone text, p_at timestamptz) returns timestamptz
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case when private.window_is_open(p_window, p_time_zone, p_at) then p_at else (
    select min(opening.at)
    from generate_series(0, 8) as ahead (days)
    cross join lateral (
      select ((p_at at time zone p_time_zone)::date + ahead.days + (p_window ->> 'from')::time) at time zone p_time_zone as at) opening
    where opening.at > p_at and private.window_is_open(p_window, p_time_zone, opening.at)) end
$$;
grant execute on function private.window_opens_at(jsonb, text, timestamptz) to tenant_role;
