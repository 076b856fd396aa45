-- Counts the changes, so that a save that read an earlier one is refused instead of undoing it.
alter table genesis.brand_profiles add column revision int not null default 1;
