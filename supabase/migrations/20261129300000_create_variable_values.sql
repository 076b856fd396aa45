-- How a column or variable is named: `Company Name`, `companyName` and `company_name` are one. lib/outreach/sequence/variables.ts says the same.
create function private.variable_key(p_name text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select lower(regexp_replace(regexp_replace(btrim(p_name), '([a-z0-9])([A-Z])', '\1_\2', 'g'), '[\s_.-]+', '_', 'g'))
$$;

-- A field as it may stand in an email: one line without control signs. Null for what says nothing (`n/a`, `-`) or is a placeholder itself.
create function private.usable_value(p_value text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select case
    when v.line = '' or v.line like '%{{%'
      or v.line ~* '^(n/a|n\.a\.?|#n/a|null|undefined|none|nan|unknown|tbd|first ?name|last ?name|[-–—_?.]+)$'
      or v.line ~ '^(\[[^]]*\]|\{[^}]*\}|<[^>]*>|\*\|[^|]*\|\*|%[^%]*%)$' then null
    else v.line end
  from (
    select left(btrim(regexp_replace(
      p_value, '[[:cntrl:][:space:]\u00a0\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+', ' ', 'g')), 2000) as line) v
$$;

-- What the variables of an email to this person stand for, as an object; one without a value is missing. Of the imported extra columns
-- only the named ones are looked at: a lead may have sixty.
create function private.variable_values(p_lead genesis.leads, p_brand genesis.brand_profiles, p_names text[]) returns jsonb
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce((
      select jsonb_object_agg(c.name, c.value)
      from (
        select distinct on (private.variable_key(key)) private.variable_key(key) as name, private.usable_value(value) as value
        from jsonb_each_text(p_lead.custom)
        where private.variable_key(key) = any (p_names) and private.usable_value(value) is not null
        order by private.variable_key(key), key) c), '{}')
    || jsonb_strip_nulls(jsonb_build_object(
      'first_name', private.usable_value(p_lead.first_name),
      'last_name', private.usable_value(p_lead.last_name),
      'full_name', nullif(concat_ws(' ', private.usable_value(p_lead.first_name), private.usable_value(p_lead.last_name)), ''),
      'email', private.usable_value(p_lead.email),
      'company', private.usable_value(p_lead.company),
      'title', private.usable_value(p_lead.title),
      'website', private.usable_value(p_lead.website),
      'notes', private.usable_value(p_lead.notes),
      'sender_name', private.usable_value(p_brand.sender_name),
      'sender_first_name', split_part(private.usable_value(p_brand.sender_name), ' ', 1),
      'sender_email', private.usable_value(p_brand.sender_email),
      'sender_company', private.usable_value(p_brand.company_name),
      'sender_website', private.usable_value(p_brand.website),
      'booking_link', private.usable_value(p_brand.calendly_link_1),
      'second_booking_link', private.usable_value(p_brand.calendly_link_2)))
$$;

-- A text is a list of parts: strings, and {name, fallback} for each variable. Values are put in once and never read again, so that one
-- that looks like a variable stays text. A variable without value and fallback stays visible as {{name}}.
create function private.filled(p_parts jsonb, p_values jsonb) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(string_agg(case jsonb_typeof(p.part)
      when 'string' then p.part #>> '{}'
      else coalesce(p_values ->> (p.part ->> 'name'), p.part ->> 'fallback', format('{{%s}}', p.part ->> 'name')) end, '' order by p.n), '')
  from jsonb_array_elements(p_parts) with ordinality as p (part, n)
$$;

create function private.unfilled(p_parts jsonb, p_values jsonb) returns text[]
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(distinct format('{{%s}}', p.part ->> 'name')), '{}')
  from jsonb_array_elements(p_parts) as p (part)
  where jsonb_typeof(p.part) = 'object' and p.part ->> 'fallback' is null and p_values ->> (p.part ->> 'name') is null
$$;

create function private.variable_names(p_parts jsonb) returns text[]
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(distinct p.part ->> 'name'), '{}')
  from jsonb_array_elements(p_parts) as p (part) where jsonb_typeof(p.part) = 'object'
$$;

create function private.one_line(p_text text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select left(btrim(regexp_replace(p_text, '[[:cntrl:][:space:]]+', ' ', 'g')), 500)
$$;

grant execute on function
  private.variable_key(text), private.usable_value(text), private.variable_values(genesis.leads, genesis.brand_profiles, text[]),
  private.filled(jsonb, jsonb), private.unfilled(jsonb, jsonb), private.variable_names(jsonb), private.one_line(text)
to tenant_role, service_role;
