-- An administrator searches for a piece of a word in either log; a log only grows.
create extension if not exists pg_trgm with schema extensions;

create index governance_audit_log_search on public.governance_audit_log using gin (
  action extensions.gin_trgm_ops,
  actor_type extensions.gin_trgm_ops,
  actor_id extensions.gin_trgm_ops,
  target_type extensions.gin_trgm_ops,
  target_id extensions.gin_trgm_ops,
  reason extensions.gin_trgm_ops,
  address extensions.gin_trgm_ops
);

create index login_audit_search on public.login_audit using gin (
  user_id extensions.gin_trgm_ops,
  email extensions.gin_trgm_ops,
  event_type extensions.gin_trgm_ops,
  ip_address extensions.gin_trgm_ops,
  user_agent extensions.gin_trgm_ops
);
