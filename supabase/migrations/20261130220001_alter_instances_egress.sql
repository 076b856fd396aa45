-- Which ports of the world a machine can reach, as it last reported: a port as text → whether a connection was made. A port that is not
-- named was not tried. Null: it never reported.
alter table public.instances
  add column egress jsonb check (jsonb_typeof(egress) = 'object'),
  add column egress_at timestamptz;
