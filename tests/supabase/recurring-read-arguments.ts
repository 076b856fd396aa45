import { randomUUID } from "node:crypto";

/** The recurring task and its run that the reads of that domain look for, one of each workspace that is seeded. */
const OF = new Map<string, { recurring: string; run: string }>();

const ofProject = (project: string): { recurring: string; run: string } => {
  const known = OF.get(project) ?? { recurring: randomUUID(), run: randomUUID() };
  OF.set(project, known);
  return known;
};

export const recurringValues = ({ project }: { project: string }): Record<string, Record<string, unknown>> => ({
  "public.project_recurring_tasks": {
    id: ofProject(project).recurring,
    project_id: project,
    task_key: "sample",
    title: "Sample",
    cron_expr: "0 9 * * *",
    timezone: "UTC",
    job_type: "nightshift.cycle_project",
  },
  "public.recurring_task_runs": {
    id: ofProject(project).run,
    project_id: project,
    recurring_id: ofProject(project).recurring,
    run_key: "manual:sample",
    trigger: "manual",
    scheduled_for: "2026-11-21T10:00:00Z",
    state: "queued",
  },
});

export const RECURRING_ARGUMENTS: Record<string, (other: { project: string }) => unknown[]> = {
  "lib/autopilot/recurring/store.ts findRecurring": ({ project }) => [ofProject(project).recurring],
  "lib/autopilot/recurring/store.ts findTaskOfRun": ({ project }) => [ofProject(project).recurring],
  "lib/autopilot/recurring/store.ts selectRecurring": ({ project }) => [project],
  "lib/autopilot/recurring/store-runs.ts findRun": ({ project }) => [ofProject(project).run],
  "lib/autopilot/recurring/store-runs.ts findRunByKey": ({ project }) => [
    { recurringId: ofProject(project).recurring, key: "manual:sample" },
  ],
  "lib/autopilot/recurring/store-runs.ts selectOpenRuns": ({ project }) => [[ofProject(project).recurring]],
  "lib/autopilot/recurring/store-runs.ts selectRuns": ({ project }) => [
    { recurringId: ofProject(project).recurring, limit: 10 },
  ],
};
