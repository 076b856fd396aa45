create table public.workspace_invites (
  id uuid primary key default gen_random_uuid(),
  workspace_id uuid not null references public.workspaces (id),
  email text not null check (email = lower(email) and length(email) <= 254),
  role text not null check (role in ('owner', 'admin', 'member', 'viewer')),
  token_hash text not null unique,
  token_encrypted text not null,
  invited_by text not null,
  inviter_email text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- when the mail with the link was handed over; null while it waits
  mailed_at timestamptz,
  mail_error text,
  -- counts the mails asked for: each has a message id of its own, so a repeated job sends none twice
  mail_number integer not null default 1,
  accepted_at timestamptz,
  accepted_by text,
  revoked_at timestamptz
);
comment on table public.workspace_invites is 'Owner: tenancy. Invitations by mail: hashed for lookup, encrypted for the mail, never shown. Not readable through PostgREST.';

create index workspace_invites_workspace_id on public.workspace_invites (workspace_id, created_at desc);
-- One open invitation an address: inviting again replaces it.
create unique index workspace_invites_open on public.workspace_invites (workspace_id, email)
  where accepted_at is null and revoked_at is null;

call private.protect_tenant_table('public.workspace_invites', 'select, insert, update');
