-- Workflows of before get the columns that they know, while there are any: a claim answers the thread of an email too, and a lead to
-- prepare its steps.
do $$
begin
  if to_regprocedure('genesis.claim_due_emails(uuid, int, int, text)') is null then
    return;
  end if;
  create or replace function genesis.claim_due_emails(p_campaign_id uuid, p_step int, p_limit int, p_unsubscribe_url text)
  returns table (
    claim_id uuid, lead_id uuid, to_email text, to_name text, from_email text, from_name text, subject text,
    text_body text, html_body text, message_id text, list_unsubscribe text, list_unsubscribe_post text)
  language plpgsql security definer
  set search_path = pg_catalog, pg_temp
  as $claim$
  declare
    v_campaign public.campaigns := private.instance_campaign(p_campaign_id);
  begin
    return query select c.claim_id, c.lead_id, c.to_email, c.to_name, c.from_email, c.from_name, c.subject,
      c.text_body, c.html_body, c.message_id, c.list_unsubscribe, c.list_unsubscribe_post
    from genesis.claim_due_emails(v_campaign.workspace_id, v_campaign.id, p_step, p_limit, false, p_unsubscribe_url) c;
  end
  $claim$;
  create or replace function genesis.leads_to_prepare(p_campaign_id uuid, p_limit int)
  returns table (
    lead_id uuid, email text, first_name text, last_name text, company text, title text, website text, notes text, research text)
  language plpgsql stable security definer
  set search_path = pg_catalog, pg_temp
  as $prepare$
  declare
    v_campaign public.campaigns := private.instance_campaign(p_campaign_id);
  begin
    return query select l.lead_id, l.email, l.first_name, l.last_name, l.company, l.title, l.website, l.notes, l.research
    from genesis.leads_to_prepare(v_campaign.workspace_id, v_campaign.id, p_limit) l;
  end
  $prepare$;
end
$$;
