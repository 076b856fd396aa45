-- What keeps a step of a campaign from sending from a mailbox now, whoever the recipient is, in the order in which it is worth knowing; until: when it
-- ends by itself. No row: its emails may be claimed.
create or replace function private.sending_gates(
  p_campaign public.campaigns, p_config genesis.infrastructure_config, p_step int, p_mailbox int, p_at timestamptz)
returns table (rank int, code text, until timestamptz)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_workspace public.workspaces;
  v_guardrail text;
  v_window jsonb := coalesce(p_campaign.send_window, p_config.send_window);
  v_slot timestamptz;
begin
  select * into v_workspace from public.workspaces w where w.id = p_campaign.workspace_id;
  select m.guardrail into v_guardrail from genesis.mailbox_pacing m
  where m.workspace_id = p_campaign.workspace_id and m.mailbox = p_mailbox;
  if p_campaign.status <> 'active' then
    return query select 1, 'campaign.not_active', null::timestamptz;
  end if;
  if v_workspace.status <> 'active' then
    return query select 2, 'workspace.frozen', null::timestamptz;
  end if;
  if v_workspace.workflows_held then
    return query select 3, 'workspace.held', null::timestamptz;
  end if;
  if not exists (select from genesis.brand_profiles b where b.workspace_id = p_campaign.workspace_id) then
    return query select 4, 'brand.missing', null::timestamptz;
  end if;
  if v_guardrail is not null then
    return query select 5, 'guardrail.' || v_guardrail, null::timestamptz;
  end if;
  if exists (
    select from genesis.mail_account_checks t
    where t.workspace_id = p_campaign.workspace_id and t.mailbox = p_mailbox and t.protocol = 'smtp' and t.held)
  then
    return query select 5, 'mailbox.broken', null::timestamptz;
  end if;
  if exists (
    select from private.sender_domains(p_campaign.workspace_id) s
    join genesis.sending_domains d on d.workspace_id = s.workspace_id and d.domain = s.domain
    where s.mailbox = p_mailbox and s.sends and d.paused_at is not null)
  then
    return query select 5, 'domain.failing', null::timestamptz;
  end if;
  if p_step > 1 and not private.hears_replies(p_campaign.workspace_id, p_mailbox) then
    return query select 6, 'replies.unread', null::timestamptz;
  end if;
  if p_config.workspace_id is null then
    return query select 7, 'schedule.missing', null::timestamptz;
    return;
  end if;
  if private.remaining_today(p_campaign, p_config, p_mailbox, p_at) = 0 then
    return query select 8, private.day_limit_code(p_campaign, p_config, p_mailbox, p_at),
      private.window_opens_at(v_window, p_config.time_zone, private.day_begins(p_config.time_zone, p_at, 1));
  end if;
  if not private.window_is_open(v_window, p_config.time_zone, p_at) then
    return query select 9, 'window.closed', private.window_opens_at(v_window, p_config.time_zone, p_at);
  end if;
  v_slot := private.slot_opens_at(p_campaign.workspace_id, p_mailbox, p_at);
  if v_slot is not null then
    return query select 10, 'spacing.waiting', private.window_opens_at(v_window, p_config.time_zone, v_slot);
  end if;
end
$$;
