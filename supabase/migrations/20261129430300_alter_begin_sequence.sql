-- A new campaign begins with the signature that was shown before it was launched.
create or replace function private.begin_sequence() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into genesis.sequences (workspace_id, campaign_id, steps, signature, signature_parts)
  select new.workspace_id, new.id, private.written_steps(cardinality(new.step_delays_days), true), f.signature, f.parts
  from private.first_signature(new.workspace_id) f;
  return null;
end
$$;
