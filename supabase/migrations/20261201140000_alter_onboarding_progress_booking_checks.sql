-- The evidence of the calendar: by link, as its last visit found it. Of links that are not saved any more there is none.
alter table genesis.onboarding_progress add column booking_checks jsonb not null default '{}'
  check (jsonb_typeof(booking_checks) = 'object' and octet_length(booking_checks::text) <= 65536);
comment on column genesis.onboarding_progress.booking_checks is 'Saved booking links, each with what its last visit found and when.';
