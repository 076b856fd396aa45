-- The job that has the run in hand. The queue gives the job of a worker that died to another one, which then need not wait for the lease.
alter table public.nightshift_runs add column holder text;
