-- A token that is rotated or revoked is forgotten in every process at once; its last use is nobody's business.
create trigger workspace_webhook_tokens_access after update of revoked_at, expires_at on public.workspace_webhook_tokens
  for each row execute function private.notify_access_change();
