import { z } from "zod";
import { defineJob } from "@/lib/platform/contracts";

/** One night of a company. Without a run it begins that of the local date, once. */
export const CycleProject = defineJob({
  name: "nightshift.cycle_project",
  payload: z.object({
    workspaceId: z.uuid(),
    projectId: z.uuid(),
    runId: z.uuid().optional(),
    recurringRunId: z.uuid().optional(),
  }),
  policy: "short",
  key: ({ projectId, runId, recurringRunId }) => `${projectId}:${runId ?? recurringRunId ?? "night"}`,
  retryLimit: 3,
  expireInSeconds: 300,
  // Most of a night is waiting for a model, and many companies begin theirs in the same hour.
  concurrency: 8,
  // The report of a frozen workspace holds facts only, and says why.
  whileFrozen: "run",
});

/** Emails the report of a night to those who decide. */
export const MailReport = defineJob({
  name: "nightshift.mail_report",
  payload: z.object({ workspaceId: z.uuid(), projectId: z.uuid(), runId: z.uuid() }),
  policy: "short",
  key: ({ runId }) => runId,
  retryLimit: 5,
  expireInSeconds: 120,
});

/** Once an hour: companies with recommendations whose effect can be read by now. */
export const SweepOutcomes = defineJob({
  name: "nightshift.sweep_outcomes",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 60,
  cron: "23 * * * *",
});

/** Ends nights that no worker goes on with. */
export const SweepNights = defineJob({
  name: "nightshift.sweep_nights",
  payload: z.object({}),
  policy: "short",
  retryLimit: 0,
  expireInSeconds: 60,
  cron: "*/10 * * * *",
});

/** Reads the metric of a company's recommendations again, 7 and 30 days after. */
export const ScoreOutcomes = defineJob({
  name: "nightshift.score_outcomes",
  payload: z.object({ workspaceId: z.uuid(), projectId: z.uuid() }),
  policy: "short",
  key: ({ projectId }) => projectId,
  retryLimit: 3,
  expireInSeconds: 120,
});
