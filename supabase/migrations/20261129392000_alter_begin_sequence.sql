-- A new campaign greets in the language of its emails. The signatures of earlier campaigns stay, and with them each approval.
create or replace function private.begin_sequence() returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_language text := (select b.language from genesis.brand_profiles b where b.workspace_id = new.workspace_id);
  v_greeting text := case v_language
    when 'de' then 'Mit freundlichen Grüßen'
    when 'fr' then 'Cordialement,'
    when 'es' then 'Un cordial saludo,'
    when 'it' then 'Cordiali saluti,'
    when 'nl' then 'Met vriendelijke groet,'
    when 'pt' then 'Com os melhores cumprimentos,'
    else 'Best regards,' end || E'\n';
begin
  insert into genesis.sequences (workspace_id, campaign_id, steps, signature, signature_parts)
  values (
    new.workspace_id, new.id, private.written_steps(cardinality(new.step_delays_days), true), v_greeting || '{{sender_name}}',
    jsonb_build_array(v_greeting, jsonb_build_object('name', 'sender_name', 'fallback', null)));
  return null;
end
$$;
