alter table public.campaigns add column stop_company_on_reply boolean not null default false;
comment on column public.campaigns.stop_company_on_reply is
  'A reply from one person holds the other leads of the same company: those with the same email domain, unless it is a public provider''s.';
