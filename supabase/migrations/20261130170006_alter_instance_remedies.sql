-- An administrator ended the quarantine: what was tried before is kept, and counts no longer.
alter table genesis.instance_remedies add column is_forgotten boolean not null default false;
