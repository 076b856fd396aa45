-- What both audit logs share: every row carries a gapless number and the hash of the row before it (a hash chain), so that a changed,
-- removed or inserted row is seen by whoever verifies it. Rows are only ever added; a lock makes writers queue up at the tail.
create function private.audit_hash(p_row jsonb) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(jsonb_strip_nulls(p_row - 'hash')::text, 'UTF8')), 'hex')
$$;

-- The time zone is fixed because times are hashed as text.
create function private.chain_audit_row() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
begin
  perform pg_advisory_xact_lock(hashtext(tg_table_name));
  execute format('select seq, hash from %I.%I order by seq desc limit 1', tg_table_schema, tg_table_name)
    into new.seq, new.prev_hash;
  new.seq := coalesce(new.seq, 0) + 1;
  new.prev_hash := coalesce(new.prev_hash, repeat('0', 64));
  new.created_at := clock_timestamp();
  new.hash := private.audit_hash(to_jsonb(new));
  return new;
end
$$;

-- Reads a whole log: how many rows, its head, and the first row that does not fit; null when all do.
create function private.verify_audit_chain(p_log regclass)
returns table (rows_checked bigint, head_seq bigint, head_hash text, broken_seq bigint)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
begin
  return query execute format($query$
    with walked as (
      select l.seq, l.hash, l.prev_hash, row_number() over (order by l.seq) as position,
             lag(l.hash, 1, repeat('0', 64)) over (order by l.seq) as expected_prev,
             private.audit_hash(to_jsonb(l)) as expected_hash
      from %s l)
    select count(*), max(seq), (select w.hash from walked w order by w.seq desc limit 1),
           min(seq) filter (where seq <> position or prev_hash <> expected_prev or hash <> expected_hash)
    from walked$query$, p_log);
end
$$;
grant execute on function private.verify_audit_chain(regclass) to service_role;
