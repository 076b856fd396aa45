-- The life of a machine is kept for thirty days.
create index instance_heartbeats_at on genesis.instance_heartbeats (at);
grant delete on genesis.instance_heartbeats to service_role;
