-- The domains whose people got their share of today; none without a pace, and then no email is looked at.
create or replace function private.full_domains(p_config genesis.infrastructure_config, p_at timestamptz) returns text[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(got.domain), '{}')
  from (
    select private.company_domain(e.to_email) as domain
    from private.pacing(p_config.workspace_id) p
    join genesis.sequence_emails e on e.workspace_id = p_config.workspace_id
    where e.claimed_at >= private.day_begins(p_config.time_zone, p_at, 0) and e.status not in ('drafted', 'approved', 'rejected')
    group by 1, p.domain_limit
    having count(*) >= p.domain_limit) got
  where got.domain is not null
$$;
