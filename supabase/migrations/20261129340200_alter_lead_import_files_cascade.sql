-- A file goes with its import, also when a company is erased.
alter table genesis.lead_import_files
  drop constraint lead_import_files_import_id_fkey,
  add constraint lead_import_files_import_id_fkey foreign key (import_id) references genesis.lead_imports (id) on delete cascade;
