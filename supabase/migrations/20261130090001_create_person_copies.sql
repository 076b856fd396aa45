-- The columns that may hold a copy of a person's address, beside those that name a person: a migration that creates such a column adds its
-- line, and the erasure of a person reaches it.
create table private.person_copies (
  table_name text not null,
  column_name text not null,
  primary key (table_name, column_name)
);
comment on table private.person_copies is 'Owner: leads. Columns in which genesis.erase_copies_of_leads replaces the addresses of erased people.';
grant select on private.person_copies to tenant_role, service_role;

insert into private.person_copies (table_name, column_name)
values ('public.action_executions', 'words'), ('public.action_executions', 'observed'), ('public.action_rules', 'rule'),
  ('public.tasks', 'title'), ('public.tasks', 'description'), ('public.tasks', 'why'), ('public.tasks', 'contract'), ('public.tasks', 'data'),
  ('public.project_chat_messages', 'text'), ('public.project_chat_messages', 'payload'), ('public.project_chat_messages', 'steps'),
  ('public.project_chat_messages', 'failure'), ('public.agent_memory', 'text'), ('public.agent_memory', 'quote'),
  ('public.agent_memory', 'rule'), ('public.phase_packets', 'synopsis'), ('public.phase_packets', 'fields'),
  ('public.phase_packets', 'unknowns'), ('public.phase_packets', 'hypotheses'), ('public.phase_generations', 'words'),
  ('public.recommendations', 'title'), ('public.recommendations', 'why'), ('public.recommendations', 'title_facts'),
  ('public.recommendations', 'action_draft'), ('public.recommendations', 'reason'), ('public.nightshift_runs', 'work'),
  ('public.nightshift_runs', 'report'), ('public.nightshift_runs', 'why'), ('public.agent_jobs', 'title'), ('public.agent_jobs', 'summary'),
  ('public.agent_job_events', 'message'), ('public.agent_job_events', 'data'), ('public.project_recurring_tasks', 'title'),
  ('public.project_recurring_tasks', 'payload'), ('public.recurring_task_runs', 'why'), ('public.recurring_task_runs', 'result'),
  ('public.outbound_email_messages', 'words'), ('public.outbound_email_messages', 'subject'), ('public.outbound_email_messages', 'text'),
  ('public.outbound_email_messages', 'html'), ('public.mail_threads', 'subject'), ('public.mail_threads', 'excerpt');
