-- A text in which the addresses of a pattern are replaced.
create function private.without_people(p_text text, p_pattern text) returns text
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$ select regexp_replace(p_text, p_pattern, '(erased)', 'gi') $$;

-- The pattern of whole addresses: that of Lena is not found in that of Magdalena. A line break of JSON is written as “\n”.
create function private.people_pattern(p_emails text[]) returns text
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select '(?:(?<![[:alnum:]._%+-])|(?<=\\[bfnrt]))(?:' || string_agg(regexp_replace(e, '([^[:alnum:]@_])', '\\\1', 'g'), '|')
    || ')(?![[:alnum:]-]|\.[[:alnum:]])'
  from unnest(p_emails) e
$$;

-- What was written to a person: their email's subject and text, as it was approved.
create function private.without_letter(p_sealed jsonb) returns jsonb
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select jsonb_set(jsonb_set(jsonb_set(jsonb_set(p_sealed, '{input,subject}', '"(erased)"', false), '{input,text}', '"(erased)"', false),
    '{input,html}', '"(erased)"', false), '{contract,subject}', '"(erased)"', false)
$$;
grant execute on function private.without_people(text, text), private.people_pattern(text[]), private.without_letter(jsonb)
  to tenant_role, service_role;
