-- A step may name a person who is erased later.
grant update (message, data) on public.agent_job_events to tenant_role;
