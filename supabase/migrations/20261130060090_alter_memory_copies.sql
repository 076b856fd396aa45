insert into private.memory_copies (table_name, column_name) values ('public.context_snapshots', 'context');
