-- `impostor`: the token of a machine's first start was shown again with another key.
alter table genesis.fleet_alerts
  drop constraint fleet_alerts_kind_check,
  add constraint fleet_alerts_kind_check check (kind in (
    'silent', 'n8n_down', 'disk', 'memory', 'cpu', 'flapping', 'quarantined', 'many_silent', 'queue', 'lost', 'stray',
    'impostor'));
