-- `lost`: a machine that was ordered and that its vendor no longer has. `stray`: one with our tag that no row names.
alter table genesis.fleet_alerts
  drop constraint fleet_alerts_kind_check,
  add constraint fleet_alerts_kind_check check (kind in (
    'silent', 'n8n_down', 'disk', 'memory', 'cpu', 'flapping', 'quarantined', 'many_silent', 'queue', 'lost', 'stray'));
