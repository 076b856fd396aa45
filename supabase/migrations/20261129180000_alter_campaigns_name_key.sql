-- `lower` is not leakproof: under row level security Postgres compares it only after the policy, and so reads every campaign of the workspace.
-- A column that holds the folded name is compared by its index.
alter table public.campaigns add column name_key text not null generated always as (lower(name)) stored;
drop index public.campaigns_name;
create unique index campaigns_name on public.campaigns (workspace_id, name_key) where status <> 'archived';
create index campaigns_name_key on public.campaigns (workspace_id, name_key);
