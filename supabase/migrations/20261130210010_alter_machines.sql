-- The first identity of a machine: it shows a token once and gives its own key and certificate.
alter table genesis.machines
  -- sha256 of the token in the script of its first start, anew with each request that makes it
  add column bootstrap_hash text unique check (bootstrap_hash ~ '^[0-9a-f]{64}$'),
  -- an hour after it ran first, since slow machines start late
  add column bootstrap_expires_at timestamptz,
  add column bootstrapped_at timestamptz,
  -- Ed25519 (SPKI PEM), and the certificate of its door (PEM)
  add column public_key text check (length(public_key) <= 1000),
  add column certificate text check (length(certificate) <= 5000),
  -- by port: whether it reaches the outside there, as it tried itself
  add column egress jsonb check (jsonb_typeof(egress) = 'object'),
  -- its token was shown again with another key
  add column suspected_at timestamptz;
