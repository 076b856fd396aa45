-- 48 hexadecimal digits, 180 bits of them random, without an extension that tenant_role cannot reach.
alter table public.unsubscribe_tokens
  alter column token set default left(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 48);
