alter table public.instances
  drop constraint instances_provider_check,
  add constraint instances_provider_check check (provider in ('local', 'digitalocean'));
