alter table public.approval_versions add column erased_at timestamptz;
drop trigger approval_versions_sealed on public.approval_versions;
create trigger approval_versions_sealed before update on public.approval_versions
  for each row execute function private.refuse_change_but_erasure('sealed', 'parts', 'title');
grant update (sealed, parts, title, erased_at) on public.approval_versions to tenant_role;
