-- An email whose words are erased keeps no copy of them.
create function private.forget_sent_as() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  new.sent_as := null;
  return new;
end
$$;
create trigger sequence_emails_forget_sent_as before update of subject on genesis.sequence_emails
  for each row when (new.subject = '(erased)')
  execute function private.forget_sent_as();
