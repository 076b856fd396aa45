alter table genesis.instance_heartbeats
  drop constraint instance_heartbeats_state_check,
  add constraint instance_heartbeats_state_check check (state in ('ready', 'late', 'silent', 'quarantined')),
  drop constraint instance_heartbeats_previous_state_check,
  add constraint instance_heartbeats_previous_state_check check (previous_state in ('new', 'ready', 'late', 'silent', 'quarantined'));

-- Changes of the last half hour, of any machine.
create index instance_heartbeats_changes on genesis.instance_heartbeats (at) where previous_state is not null;
