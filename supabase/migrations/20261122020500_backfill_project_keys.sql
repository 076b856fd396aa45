-- Every company has a publishable key from the start; those that are older get theirs here.
insert into public.project_keys (workspace_id, project_id, kind, key_hash, key_text, last_four, created_by)
select p.workspace_id, p.id, 'publishable', encode(sha256(convert_to(fresh.key, 'UTF8')), 'hex'), fresh.key, right(fresh.key, 4), 'migration'
from public.projects p
cross join lateral (
  -- Naming the row makes it a new one for each.
  select 'gpk_' || replace(gen_random_uuid()::text, '-', '') as key where p.id is not null
) fresh;
