create table public.reply_threads (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  -- one thread a person and campaign; a person who is no lead has one by address
  thread_key text not null check (length(thread_key) between 1 and 300),
  -- no foreign key to genesis.leads: its partitions are attached and detached while email is under way
  lead_id uuid,
  contact_email text not null check (contact_email = lower(contact_email)),
  contact_name text,
  campaign_id uuid references public.campaigns (id),
  step smallint,
  subject text not null,
  label text not null check (label in (
    'interested', 'not_interested', 'not_now', 'wrong_person', 'out_of_office', 'opt_out', 'auto', 'bounce', 'needs_look')),
  labelled_by text,
  why text not null,
  excerpt text not null,
  until date,
  assigned_to text,
  unread boolean not null default false,
  message_count int not null default 0 check (message_count >= 0),
  last_message_at timestamptz not null,
  created_at timestamptz not null default now(),
  unique (workspace_id, thread_key)
);
comment on table public.reply_threads is 'Owner: replies. A conversation with one person about one campaign, and what its newest message means.';
comment on column public.reply_threads.labelled_by is 'The member who set the label; null while it is the classifier''s.';
comment on column public.reply_threads.until is 'The first day on which an absent person is back.';

create index reply_threads_newest on public.reply_threads (workspace_id, last_message_at desc, id desc);
create index reply_threads_lead on public.reply_threads (workspace_id, lead_id);
create index reply_threads_campaign_id on public.reply_threads (campaign_id);

call private.protect_tenant_table('public.reply_threads', 'select, insert, update, delete');
grant select on public.reply_threads to authenticated;
