create table genesis.brand_profiles (
  workspace_id uuid primary key references public.workspaces (id),
  company_name text not null,
  website text,
  description text,
  services text[] not null default '{}' check (cardinality(services) <= 4),
  sender_name text not null,
  sender_email text not null,
  postal_address text not null,
  calendly_link_1 text,
  calendly_link_2 text,
  updated_at timestamptz not null default now()
);
comment on table genesis.brand_profiles is 'Owner: email. Who mails: company, sender and the postal address the law asks for (CAN-SPAM 15 USC 7704(a)(5)).';

create trigger brand_profiles_touch before update on genesis.brand_profiles
  for each row execute function private.touch_updated_at();

call private.protect_tenant_table('genesis.brand_profiles', 'select, insert, update');
grant select on genesis.brand_profiles to authenticated;
