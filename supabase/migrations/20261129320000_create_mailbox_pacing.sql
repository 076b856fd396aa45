create table genesis.mailbox_pacing (
  workspace_id uuid primary key references public.workspaces (id),
  gap_from_seconds int not null default 60 check (gap_from_seconds between 0 and 3600),
  gap_to_seconds int not null default 180 check (gap_to_seconds between 0 and 3600),
  domain_limit int not null default 5 check (domain_limit between 1 and 10000),
  ramp_up boolean not null default true,
  ramp_since timestamptz,
  guardrail text check (guardrail in ('bounces', 'complaints')),
  guardrail_at timestamptz,
  counted_since timestamptz,
  replies_read_since timestamptz,
  check (gap_from_seconds <= gap_to_seconds)
);
comment on table genesis.mailbox_pacing is 'Owner: mailbox. How fast the sending account may go, and what keeps it from sending. The built-in test mailbox has no pace.';
comment on column genesis.mailbox_pacing.gap_from_seconds is
  'At least so long, and at most gap_to_seconds, passes between two emails. 0 only for an account whose emails stay on this machine.';
comment on column genesis.mailbox_pacing.domain_limit is 'The most emails a day to the people of one email domain; public providers are exempt.';
comment on column genesis.mailbox_pacing.ramp_since is 'Days before this do not count for the ramp-up; null: since the first email.';
comment on column genesis.mailbox_pacing.guardrail is 'Sending stands still because of too many of these, until a founder lets it go on.';
comment on column genesis.mailbox_pacing.counted_since is 'When a founder let sending go on: what was before is not counted again.';
comment on column genesis.mailbox_pacing.replies_read_since is
  'When a founder confirmed that they read answers themselves; null: follow-ups wait until answers are read.';

call private.protect_tenant_table('genesis.mailbox_pacing', 'select, insert, update');
grant select on genesis.mailbox_pacing to authenticated;
