alter table genesis.lead_imports
  add column stopped integer not null default 0,
  add column held integer not null default 0,
  drop constraint lead_imports_status_check,
  add constraint lead_imports_status_check check (status in ('running', 'done', 'failed', 'cancelled', 'undone'));
