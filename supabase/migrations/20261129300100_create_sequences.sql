-- Steps that a model writes: the first opens, the last says goodbye, each between follows up.
create function private.written_steps(p_count int, p_same_thread boolean) returns jsonb
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_agg(jsonb_build_object(
    'mode', 'model', 'same_thread', p_same_thread and n > 1,
    'texts', jsonb_build_array(jsonb_build_object('subject', '', 'body', '', 'instructions', case
      when n = 1 then 'Open with something specific to the lead and their company, say what we do, and end with one clear question.'
      when n = p_count then 'Say goodbye politely.'
      else 'A short follow-up with one new reason.' end))) order by n)
  from generate_series(1, p_count) as n
$$;

create table genesis.sequences (
  workspace_id uuid not null references public.workspaces (id),
  campaign_id uuid not null references public.campaigns (id),
  revision int not null default 1,
  -- one to ten of {mode, same_thread, texts}; a text is {instructions, subject, body} and, where it is sent as it stands, its parts
  steps jsonb not null check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) between 1 and 10),
  signature text not null default E'Best regards,\n{{sender_name}}',
  signature_parts jsonb not null default '["Best regards,\n", {"name": "sender_name", "fallback": null}]',
  updated_by text,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, campaign_id)
);
comment on table genesis.sequences is 'Owner: sequence. A campaign''s emails as its founder set them up; their delays are campaigns.step_delays_days.';
comment on column genesis.sequences.revision is 'Counts the changes, those of the delays too: a change names the one that it was made from.';

create index sequences_campaign_id on genesis.sequences (campaign_id);
call private.protect_tenant_table('genesis.sequences', 'select, insert, update');
grant select on genesis.sequences to authenticated;

-- Every campaign has a sequence from its first moment on.
create function private.begin_sequence() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into genesis.sequences (workspace_id, campaign_id, steps)
  values (new.workspace_id, new.id, private.written_steps(cardinality(new.step_delays_days), true));
  return null;
end
$$;
create trigger campaigns_sequence after insert on public.campaigns
  for each row execute function private.begin_sequence();

create function private.count_delay_change() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update genesis.sequences s set revision = s.revision + 1, updated_at = now()
  where s.workspace_id = new.workspace_id and s.campaign_id = new.id;
  return null;
end
$$;
create trigger campaigns_delays after update of step_delays_days on public.campaigns
  for each row when (old.step_delays_days is distinct from new.step_delays_days) execute function private.count_delay_change();

grant execute on function
  private.written_steps(int, boolean), private.begin_sequence(), private.count_delay_change()
to tenant_role, service_role;
