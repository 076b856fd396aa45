-- Probes that succeeded in a row, of a runtime whose work went back to the shared one.
alter table public.project_runtime_instances add column successes int not null default 0 check (successes >= 0);
