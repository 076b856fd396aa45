-- Counters of the rate limits, shared by every process. Unlogged: after a crash everybody starts afresh.
create unlogged table private.rate_limits (
  key text primary key,
  points integer not null default 0,
  expire bigint
);
comment on table private.rate_limits is 'Owner: http. Points used in the current window, by limit and caller.';
create index rate_limits_expire on private.rate_limits (expire);
