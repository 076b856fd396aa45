create table genesis.lead_list_members (
  workspace_id uuid not null references public.workspaces (id),
  list_id uuid not null references genesis.lead_lists (id) on delete cascade,
  -- no foreign key to genesis.leads: its partitions are attached and detached while mail is under way
  lead_id uuid not null,
  -- the import of this list brought the person in: taking the import back removes them
  is_new boolean not null default false,
  primary key (workspace_id, list_id, lead_id)
);
comment on table genesis.lead_list_members is 'Owner: leads. Who is on a list.';

create index lead_list_members_lead_id on genesis.lead_list_members (workspace_id, lead_id);
create index lead_list_members_list_id on genesis.lead_list_members (list_id);
call private.protect_tenant_table('genesis.lead_list_members', 'select, insert, update, delete');
grant select on genesis.lead_list_members to authenticated;
