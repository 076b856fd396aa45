-- An agent acts for somebody and is never that person: the ledger names both.
alter table public.project_events add column on_behalf_of text;

-- From any of a proposal, its task, its execution and its receipt to the lines about it.
create index project_events_links on public.project_events using gin ((data -> 'links') jsonb_path_ops) where data ? 'links';
