-- What both audit logs share: every row carries a gapless number and the hash of the row before it (a hash chain), so that a changed,
-- removed, inserted or reordered row is seen by whoever verifies it. What a chain cannot show is a tail that was cut off: for that its
-- head is signed and kept elsewhere. Rows are only ever added; a lock makes writers queue up at the tail, from their insert to their
-- commit, so that a number exists if and only if its row does.
--
-- Out of scope: whoever owns the tables may drop them, or disable their triggers and change rows. That is seen afterwards, not prevented.

-- Columns without a value do not count, so that a column added later leaves older hashes as they are; what stands inside a value does.
create function private.audit_hash(p_row jsonb) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(coalesce(jsonb_object_agg(c.key, c.value), '{}')::text, 'UTF8')), 'hex')
  from jsonb_each(p_row - 'hash') as c
  where c.value <> 'null'
$$;

-- The time zone is fixed because times are hashed as text; jsonb writes everything else the same in every session.
create function private.chain_audit_row() returns trigger
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
begin
  -- Two numbers, as no other lock of ours: a workspace's lock is one.
  perform pg_advisory_xact_lock(hashtext('private.chain_audit_row'), hashtext(tg_table_name));
  execute format('select seq, hash from %I.%I order by seq desc limit 1', tg_table_schema, tg_table_name)
    into new.seq, new.prev_hash;
  new.seq := coalesce(new.seq, 0) + 1;
  new.prev_hash := coalesce(new.prev_hash, repeat('0', 64));
  new.created_at := clock_timestamp();
  new.hash := private.audit_hash(to_jsonb(new));
  return new;
end
$$;

-- Reads up to p_limit rows after the one numbered p_after, whose hash is p_after_hash (both null: from the beginning), so that a log of
-- any length is verified in bounded steps. Answers how many rows it read, the last of them, and where the chain first breaks: the number
-- of the first row that is missing, stands in a wrong place or is not what was written; null when all fit.
create function private.verify_audit_window(p_log regclass, p_after bigint, p_after_hash text, p_limit int)
returns table (rows_checked bigint, last_seq bigint, last_hash text, broken_seq bigint)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
begin
  return query execute format($query$
    with page as (
      select l.seq, l.hash, l.prev_hash, private.audit_hash(to_jsonb(l)) as expected_hash
      from %s as l where $1 is null or l.seq > $1 order by l.seq limit $3),
    walked as (
      select p.*, coalesce($1, 0) + row_number() over (order by p.seq) as expected_seq,
             lag(p.hash, 1, coalesce($2, repeat('0', 64))) over (order by p.seq) as expected_prev
      from page as p)
    select count(*), max(w.seq), (select p.hash from page as p order by p.seq desc limit 1),
           min(w.expected_seq) filter (
             where w.seq <> w.expected_seq or w.prev_hash <> w.expected_prev or w.hash <> w.expected_hash)
    from walked as w$query$, p_log)
  using p_after, p_after_hash, p_limit;
end
$$;
grant execute on function private.verify_audit_window(regclass, bigint, text, int) to service_role;

-- Append-only for every role, the owner and a superuser included. "Always": also in a session with session_replication_role = replica.
create procedure private.make_append_only(p_log regclass)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_name text := (select relname from pg_class where oid = p_log);
begin
  execute format('create trigger %I before insert on %s for each row execute function private.chain_audit_row()',
    v_name || '_chain', p_log);
  execute format('create trigger %I before update or delete on %s for each row execute function private.refuse_change()',
    v_name || '_append_only', p_log);
  execute format('create trigger %I before truncate on %s for each statement execute function private.refuse_change()',
    v_name || '_no_truncate', p_log);
  execute format('alter table %s enable always trigger %I', p_log, v_name || '_chain');
  execute format('alter table %s enable always trigger %I', p_log, v_name || '_append_only');
  execute format('alter table %s enable always trigger %I', p_log, v_name || '_no_truncate');
end
$$;
