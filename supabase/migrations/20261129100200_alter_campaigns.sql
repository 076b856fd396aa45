alter table public.campaigns
  add column server_failures smallint not null default 0 check (server_failures >= 0);
comment on column public.campaigns.server_failures is
  'How many attempts in a row found the mail server unusable. The third pauses the campaign; failure holds the server''s words.';
