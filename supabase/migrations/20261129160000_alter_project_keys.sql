comment on table public.project_keys is 'Owner: credentials. What a company''s website and servers report with. Not readable through PostgREST.';
