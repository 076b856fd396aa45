-- Row level security of the role that asks applies, not that of the view's owner.
alter view private.mailable_leads set (security_invoker = on);
grant select on private.mailable_leads to tenant_role;
grant execute on function
  private.campaign_runs(public.campaigns), private.window_is_open(jsonb, text, timestamptz), private.escape_html(text),
  private.remaining_today(public.campaigns, genesis.infrastructure_config, timestamptz)
to tenant_role;
