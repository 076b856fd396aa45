create table genesis.sequence_holds (
  workspace_id uuid not null references public.workspaces (id),
  -- no foreign key to genesis.leads: its partitions are attached and detached while email is under way
  lead_id uuid not null,
  thread_id uuid not null references public.reply_threads (id) on delete cascade,
  reason text not null check (reason in ('needs_look', 'out_of_office', 'colleague_replied', 'stopped')),
  -- null: until a founder resumes the person
  until timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, lead_id)
);
comment on table genesis.sequence_holds is 'Owner: replies. Nothing is sent to a person who is held, until the time that the hold names or a founder ends it.';

create index sequence_holds_thread on genesis.sequence_holds (workspace_id, thread_id);
create index sequence_holds_thread_id on genesis.sequence_holds (thread_id);

call private.protect_tenant_table('genesis.sequence_holds', 'select, insert, update, delete');
grant select on genesis.sequence_holds to authenticated;
