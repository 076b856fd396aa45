-- The signature of a new campaign: it greets in the language of its emails.
create function private.first_signature(p_workspace_id uuid, out signature text, out parts jsonb)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select g.greeting || '{{sender_name}}', jsonb_build_array(g.greeting, jsonb_build_object('name', 'sender_name', 'fallback', null))
  from (select case (select b.language from genesis.brand_profiles b where b.workspace_id = p_workspace_id)
    when 'de' then 'Mit freundlichen Grüßen'
    when 'fr' then 'Cordialement,'
    when 'es' then 'Un cordial saludo,'
    when 'it' then 'Cordiali saluti,'
    when 'nl' then 'Met vriendelijke groet,'
    when 'pt' then 'Com os melhores cumprimentos,'
    else 'Best regards,' end || E'\n' as greeting) g
$$;

-- The emails and the signature that the next campaign of a workspace begins with.
create function genesis.first_sequence(p_workspace_id uuid, out steps jsonb, out signature text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select private.written_steps(3, true), f.signature from private.first_signature(p_workspace_id) f
$$;
grant execute on function private.first_signature(uuid), genesis.first_sequence(uuid) to tenant_role, service_role;
