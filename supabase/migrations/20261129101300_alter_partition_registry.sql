-- An instance of before has a database login until it is retired; a new one gets none.
alter table genesis.partition_registry
  alter column login_role drop not null,
  alter column password_encrypted drop not null;
comment on table genesis.partition_registry is
  'Owner: leads. Which partition holds a workspace''s leads; a login role only where an instance of before still has one.';

drop function genesis.create_leads_partition(uuid, text, text);
drop function genesis.drop_leads_partition(uuid);
drop function private.leads_partition_name(text);
