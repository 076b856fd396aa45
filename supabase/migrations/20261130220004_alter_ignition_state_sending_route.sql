-- The way that a workspace's emails leave: by the machine's own connection to the mail server, or by the application (gateway). choice:
-- what a person decided; null while the machine's report decides.
alter table genesis.ignition_state
  add column sending_route text not null default 'machine' check (sending_route in ('machine', 'gateway')),
  add column sending_route_choice text check (sending_route_choice in ('machine', 'gateway')),
  add column sending_route_reason text not null default '' check (length(sending_route_reason) <= 500);
