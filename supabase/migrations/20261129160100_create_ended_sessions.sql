-- Sessions of the built-in sign-in that were signed out before they expired: their tokens would verify until then.
create table private.ended_sessions (
  session_id text primary key check (length(session_id) <= 100),
  expires_at timestamptz not null
);
comment on table private.ended_sessions is 'Owner: access. Signed-out sessions of the built-in sign-in, until their tokens expire.';
create index ended_sessions_expires_at on private.ended_sessions (expires_at);
grant select, insert, delete on private.ended_sessions to service_role;
