alter table public.project_recurring_tasks drop constraint project_recurring_tasks_job_type_check;
alter table public.project_recurring_tasks add constraint project_recurring_tasks_job_type_check
  check (job_type in ('nightshift.cycle_project', 'reports.write_report', 'phases.generate', 'campaigns.run', 'actions.propose', 'webhook.post'));
