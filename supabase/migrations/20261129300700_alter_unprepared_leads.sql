-- Which of the texts of a step a person gets: always the same one, and of each step by a draw of its own.
create function private.variant_of(p_campaign_id uuid, p_lead_id uuid, p_step int, p_count int) returns int
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select 1 + ('x' || left(md5(concat_ws(':', p_campaign_id, p_lead_id, p_step)), 7))::bit(28)::int % p_count
$$;

-- The steps that a person has no email of yet, the next ones only: nothing is written for a step before one that is on its way or sent.
create function private.unwritten_steps(p_campaign_id uuid, p_lead genesis.leads)
returns table (step int, mode text, same_thread boolean, variant int, words jsonb)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select s.n::int, s.step ->> 'mode', (s.step ->> 'same_thread')::boolean, v.variant, s.step -> 'texts' -> (v.variant - 1)
  from genesis.sequences q
  cross join lateral jsonb_array_elements(q.steps) with ordinality as s (step, n)
  cross join lateral (
    select private.variant_of(p_campaign_id, p_lead.id, s.n::int, jsonb_array_length(s.step -> 'texts')) as variant) v
  where q.workspace_id = p_lead.workspace_id and q.campaign_id = p_campaign_id
    and not exists (
      select from genesis.sequence_emails e
      where e.workspace_id = p_lead.workspace_id and e.campaign_id = p_campaign_id and e.lead_id = p_lead.id
        and (e.step = s.n or e.step > s.n and e.status in ('claimed', 'sent', 'bounced', 'unknown')))
$$;

-- Of a campaign's audience, those who lack an email of a step; of one that a model writes only as long as fewer than three of its answers
-- were unusable.
create or replace function private.unprepared_leads(p_workspace_id uuid, p_campaign_id uuid) returns setof genesis.leads
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.* from private.audience_leads(p_workspace_id, p_campaign_id) l
  where exists (
    select from private.unwritten_steps(p_campaign_id, l) u
    where u.mode = 'exact' or not exists (
      select from genesis.draft_failures f
      where f.workspace_id = l.workspace_id and f.campaign_id = p_campaign_id and f.lead_id = l.id and f.failures >= 3))
$$;

drop function genesis.leads_to_prepare(uuid, uuid, int);
-- Leads for whom a model writes, with the steps it writes and their instructions. Nothing while the campaign may not run. A lead that failed
-- comes after those that were not tried, so that it holds up none of them.
create function genesis.leads_to_prepare(p_workspace_id uuid, p_campaign_id uuid, p_limit int)
returns table (
  lead_id uuid, email text, first_name text, last_name text, company text, title text, website text, notes text, research text, steps jsonb)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.id, l.email, l.first_name, l.last_name, l.company, l.title, l.website, l.notes, l.research, asked.steps
  from private.unprepared_leads(p_workspace_id, p_campaign_id) l
  cross join lateral (
    select jsonb_agg(jsonb_build_object('step', u.step, 'instructions', u.words ->> 'instructions') order by u.step) as steps
    from private.unwritten_steps(p_campaign_id, l) u where u.mode = 'model') asked
  left join genesis.draft_failures f
    on f.workspace_id = l.workspace_id and f.campaign_id = p_campaign_id and f.lead_id = l.id
  where asked.steps is not null and coalesce(f.failures, 0) < 3 and exists (
    select from public.campaigns c
    where c.workspace_id = p_workspace_id and c.id = p_campaign_id and private.campaign_runs(c))
  order by coalesce(f.failures, 0), l.created_at, l.id
  limit least(greatest(p_limit, 0), 500)
$$;

-- Research is for the model alone.
create or replace function genesis.leads_to_research(p_workspace_id uuid, p_campaign_id uuid, p_limit int)
returns table (lead_id uuid, email text, first_name text, last_name text, company text, title text, website text, notes text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select l.id, l.email, l.first_name, l.last_name, l.company, l.title, l.website, l.notes
  from private.unprepared_leads(p_workspace_id, p_campaign_id) l
  where l.research is null and exists (
      select from private.unwritten_steps(p_campaign_id, l) u where u.mode = 'model')
    and exists (
      select from public.campaigns c
      where c.workspace_id = p_workspace_id and c.id = p_campaign_id and private.campaign_runs(c))
  order by l.created_at, l.id
  limit least(greatest(p_limit, 0), 500)
$$;

-- Writes the emails that are sent exactly as their founder wrote them, for at most so many people; answers how many emails. Nothing while
-- the campaign may not run.
create function genesis.write_exact_drafts(p_workspace_id uuid, p_campaign_id uuid, p_limit int) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_written int;
begin
  if not exists (
    select from public.campaigns c
    where c.workspace_id = p_workspace_id and c.id = p_campaign_id and private.campaign_runs(c)) or not exists (
    select from genesis.sequences q
    where q.workspace_id = p_workspace_id and q.campaign_id = p_campaign_id and q.steps @> '[{"mode": "exact"}]')
  then
    return 0;
  end if;
  insert into genesis.sequence_emails (
    workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, template, variant, same_thread, signs)
  select p_workspace_id, p_campaign_id, l.id, u.step, l.email, '', '(empty text)', 'exact text', u.words -> 'parts', u.variant,
         u.same_thread, true
  from (
    select a.* from private.unprepared_leads(p_workspace_id, p_campaign_id) a
    where exists (select from private.unwritten_steps(p_campaign_id, a) u where u.mode = 'exact')
    order by a.created_at, a.id limit p_limit) l
  cross join lateral private.unwritten_steps(p_campaign_id, l) u
  where u.mode = 'exact'
  on conflict (workspace_id, campaign_id, lead_id, step) do nothing;
  get diagnostics v_written = row_count;
  return v_written;
end
$$;

grant execute on function
  private.variant_of(uuid, uuid, int, int), private.unwritten_steps(uuid, genesis.leads), genesis.leads_to_prepare(uuid, uuid, int),
  genesis.write_exact_drafts(uuid, uuid, int)
to tenant_role;
