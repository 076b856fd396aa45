create table public.mail_threads (
  id uuid primary key,
  workspace_id uuid not null references public.workspaces (id),
  project_id uuid not null,
  email_identity_id uuid not null references public.project_email_identities (id),
  -- part of the thread's own address, together with a signature
  token text not null unique check (token ~ '^[a-z2-7]{10}$'),
  token_revoked_at timestamptz,
  subject text not null,
  -- the subject without "Re:" and its like
  subject_key text not null,
  contact_email text not null,
  contact_name text not null default '',
  class text,
  evidence text,
  excerpt text not null default '',
  unread boolean not null default false,
  message_count integer not null default 0,
  last_message_at timestamptz not null,
  created_at timestamptz not null default now(),
  unique (workspace_id, id),
  foreign key (workspace_id, project_id) references public.projects (workspace_id, id)
);
comment on table public.mail_threads is 'Owner: mail. Conversations of a company by its own email address.';

create index mail_threads_workspace_id on public.mail_threads (workspace_id, project_id, last_message_at desc, id desc);
create index mail_threads_subject on public.mail_threads (workspace_id, project_id, subject_key);
create index mail_threads_contact on public.mail_threads (workspace_id, project_id, contact_email);
create index mail_threads_unread on public.mail_threads (workspace_id, project_id) where unread;
create index mail_threads_identity on public.mail_threads (email_identity_id);

call private.protect_tenant_table('public.mail_threads', 'select, insert, update, delete');
grant select on public.mail_threads to authenticated;
