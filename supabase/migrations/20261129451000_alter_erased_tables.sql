insert into private.erased_tables (table_name, position)
values ('public.outbound_email_messages', 300), ('public.inbound_email_messages', 301), ('public.mail_threads', 302);
