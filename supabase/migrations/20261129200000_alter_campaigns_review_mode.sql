-- A campaign that runs already goes on without approvals, as its founder started it; each one made from now on waits for them.
alter table public.campaigns
  add column review_mode text not null default 'off' check (review_mode in ('every', 'sample', 'off'));
alter table public.campaigns alter column review_mode set default 'every';
comment on column public.campaigns.review_mode is
  'every: an email leaves after its exact bytes were approved. sample: the first ten are approved, then it goes by itself, until an edit or a complaint. off: by itself.';

-- One delay for each of one to ten steps.
alter table public.campaigns drop constraint campaigns_step_delays_days_check;
alter table public.campaigns add constraint campaigns_step_delays_days_check
  check (cardinality(step_delays_days) between 1 and 10 and 0 <= all (step_delays_days) and 365 >= all (step_delays_days));
