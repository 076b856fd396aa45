-- Other addresses of members: email from them is a member's own once its link was opened there.
create table public.member_addresses (
  workspace_id uuid not null references public.workspaces (id),
  email text not null check (length(email) between 3 and 254),
  user_id text not null,
  confirmed_at timestamptz not null,
  primary key (workspace_id, email),
  foreign key (workspace_id, user_id) references public.user_workspaces (workspace_id, user_id) on delete cascade
);
comment on table public.member_addresses is 'Owner: members. Other email addresses of members, each confirmed by a link that was sent there.';

create index member_addresses_user on public.member_addresses (workspace_id, user_id);

call private.protect_tenant_table('public.member_addresses', 'select, insert, update, delete');
grant select on public.member_addresses to authenticated;
insert into private.erased_tables (table_name, position) values ('public.member_addresses', 320);
