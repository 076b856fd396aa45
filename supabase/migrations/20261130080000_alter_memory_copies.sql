insert into private.memory_copies (table_name, column_name)
values ('public.model_requests', 'request'), ('public.model_requests', 'response'), ('public.nightshift_runs', 'work'),
  ('public.nightshift_runs', 'report');
