alter table public.projects add column is_sample boolean not null default false;
comment on column public.projects.is_sample is 'Its people and numbers are invented, to try Greenlight with: left out of what administrators see.';
