alter table public.campaigns
  add column pause_reason text check (pause_reason in ('founder', 'mail_server', 'bounces', 'complaints'));
comment on column public.campaigns.pause_reason is
  'Why a paused campaign is paused. One that waits for the mail server goes on by itself after a successful test of the account.';
