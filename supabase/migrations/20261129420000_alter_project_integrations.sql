-- An approval names the account that will act: a connection that was removed and made again is another one.
alter table public.project_integrations add column id uuid not null default gen_random_uuid();
