import { randomUUID } from "node:crypto";

const OF = new Map<string, string>();

/** The work of an agent that the reads look for, one of each workspace that is seeded. */
function jobOf(project: string): string {
  const id = OF.get(project) ?? randomUUID();
  OF.set(project, id);
  return id;
}

export const jobValues = ({ project }: { project: string }): Record<string, Record<string, unknown>> => ({
  "public.agent_jobs": {
    id: jobOf(project),
    project_id: project,
    job_key: "sample",
    job_type: "sample.sample",
    agent_key: "planner",
    title: "Sample",
    state: "running",
    finished_at: null,
  },
  "public.agent_job_events": { job_id: jobOf(project), kind: "step", message: "Sample" },
});

export const JOB_ARGUMENTS: Record<string, (other: { project: string }) => unknown[]> = {
  "lib/autopilot/jobs/store.ts findJob": ({ project }) => [jobOf(project)],
  "lib/autopilot/jobs/store.ts selectJobs": ({ project }) => [{ projectId: project, limit: 10 }],
  "lib/autopilot/jobs/store.ts selectJobEvents": ({ project }) => [jobOf(project)],
};
