-- The first key is the domain of the address itself. Row security lets an index answer for a part of an array, and not for split_part().
create index leads_domain on genesis.leads (workspace_id, (domain_keys[1]));
