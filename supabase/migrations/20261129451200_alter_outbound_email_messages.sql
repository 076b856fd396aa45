alter table public.outbound_email_messages drop column is_automatic;
