-- The end of the freeze is not enough for these: they wait until its workflows may be published again.
alter table public.held_jobs add column until_restored boolean not null default false;
