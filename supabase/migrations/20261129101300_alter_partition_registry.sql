-- No instance gets a database login any more. One of before keeps its own until it is retired; nothing of ours needs its password.
alter table genesis.partition_registry
  alter column login_role drop not null,
  drop column password_encrypted;
comment on table genesis.partition_registry is
  'Owner: leads. Which partition holds a workspace''s leads; a login role only where an instance of before still has one.';

drop function genesis.create_leads_partition(uuid, text, text);
drop function genesis.drop_leads_partition(uuid);
drop function private.leads_partition_name(text);
drop function private.leads_login_role(uuid);
