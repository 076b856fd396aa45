-- The operator's own prices. They belong to the installation, not to a workspace, so they stand where no browser reaches.
create table private.model_prices (
  -- lower case; '*' is what a model without a known price costs
  model text primary key check (model = lower(btrim(model)) and length(model) between 1 and 200),
  -- US dollars per million tokens
  input numeric(14, 6) not null check (input >= 0),
  output numeric(14, 6) not null check (output >= 0),
  cache_read numeric(14, 6) check (cache_read >= 0),
  cache_write numeric(14, 6) check (cache_write >= 0),
  set_by text not null,
  set_at timestamptz not null default now()
);
comment on table private.model_prices is 'Owner: spending. What models cost by the operator''s word; it goes before the published list.';

grant select on private.model_prices to tenant_role;
grant select, insert, update, delete on private.model_prices to service_role;
