-- its workflows are kept in n8n, put away, for thirty days after that
alter table public.campaigns add column archived_at timestamptz;
create index campaigns_put_away on public.campaigns (archived_at)
  where status = 'archived' and deleted_at is null and workflows <> '[]';
