-- Also the first statement of the first migration: this one is for databases that were made before it was there.
do $$
begin
  if current_setting('server_version_num')::int < 160000 then
    raise exception 'Greenlight needs Postgres 16 or newer; this server is Postgres %. Upgrade it, then run the migrations again.',
      current_setting('server_version');
  end if;
end
$$;
