-- The last row of the file that is in: an import that was killed goes on after it.
alter table genesis.lead_imports add column read_to integer not null default 0;
