-- the outside ping: when it was last tried, by whichever process, and last answered
alter table genesis.fleet_evaluations
  add column ping_tried_at timestamptz,
  add column ping_answered_at timestamptz;
