-- A company's days are counted anew when its workspace changes the time zone, as those of its mail are.
grant delete on public.project_daily_kpis to tenant_role;
