-- The domain of the organisation behind an address: sales.acme.example and acme.example are one. Null for a public provider, whose
-- addresses belong to people of different companies; lib/outreach/replies/public-domains.ts has the same names.
create function private.company_domain(p_email text) returns text
language sql immutable strict
set search_path = pg_catalog, pg_temp
as $$
  select case when organisation.labels[1] = any (string_to_array(
    'gmail googlemail outlook hotmail live msn yahoo ymail aol icloud me mac proton protonmail gmx web t-online freenet mail posteo '
    'orange wanadoo free laposte sfr bbox libero virgilio tiscali alice ziggo kpnmail planet xs4all hetnet telfort terra telefonica '
    'movistar hotmail.co jubii sol fastmail zoho yandex tutanota hey comcast verizon att sbcglobal btinternet', ' '))
    then null else array_to_string(organisation.labels, '.') end
  from (select string_to_array(lower(substring(p_email from '[^@]*$')), '.') as labels) host
  cross join lateral (
    select host.labels[greatest(1, cardinality(host.labels) - case
        when host.labels[cardinality(host.labels) - 1] in ('co', 'com', 'org', 'net', 'ac', 'gov', 'edu')
         and length(host.labels[cardinality(host.labels)]) = 2 then 2 else 1 end):] as labels) organisation
$$;
grant execute on function private.company_domain(text) to tenant_role, service_role;
