import { z } from "zod";
import { JsonObject } from "@/lib/company/approvals/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { RunStep } from "@/lib/outreach/campaigns/schemas";

/** The kinds of recurring work. The night shift and reports are done by domains above, which hear `recurring.run_due`. */
export const JobType = z.enum([
  "nightshift.cycle_project",
  "reports.write_report",
  "phases.generate",
  "campaigns.run",
  "actions.propose",
  "webhook.post",
]);
export type JobType = z.infer<typeof JobType>;

const CycleProject = z.strictObject({});
export const ReportTerms = z.strictObject({
  days: z
    .literal([1, 7, 30], "must be 1, 7 or 30")
    .default(7)
    .meta({ description: "The days that the report looks back on: 1, 7 or 30." }),
  email: z
    .boolean()
    .default(true)
    .meta({ description: "Whether those who decide get it by email as well; it is kept among the files in any case." }),
});
export type ReportTerms = z.infer<typeof ReportTerms>;
const DraftPacket = z.strictObject({
  phase: z
    .number()
    .int()
    .min(0, "must be 0 to 3")
    .max(3, "must be 0 to 3")
    .meta({ description: "0 brief, 1 validation, 2 distribution, 3 launch. A draft counts once a member accepts it." }),
});
const RunCampaign = z.strictObject({
  campaign_id: z
    .uuid("must be a uuid")
    .meta({ description: "The campaign; one that is not active is proposed to be." }),
  step: RunStep.meta({ description: "The step to run." }),
});
const Propose = z.strictObject({
  action_type: z.string().min(1).max(100).meta({ description: "The kind of the action." }),
  payload: JsonObject.meta({ description: "The payload of the action. Each run waits for its own approval." }),
});
const PostWebhook = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: "must be a web address" })
    .max(2000)
    .meta({ description: "An https address on the company's own website." }),
  body: JsonObject.default({}).meta({ description: "Sent as it is, in `data`." }),
});

/** The payload of each kind. */
export const PAYLOADS = {
  "nightshift.cycle_project": CycleProject,
  "reports.write_report": ReportTerms,
  "phases.generate": DraftPacket,
  "campaigns.run": RunCampaign,
  "actions.propose": Propose,
  "webhook.post": PostWebhook,
} as const satisfies Record<JobType, z.ZodType>;

export const MissedPolicy = z.enum(["skip", "run_once", "run_all"]);
export type MissedPolicy = z.infer<typeof MissedPolicy>;
export const Overlap = z.enum(["skip", "queue"]);
export type Overlap = z.infer<typeof Overlap>;

const CronExpr = z.string().trim().max(100, "may have at most 100 characters").meta({
  description: "Five fields: minute, hour, day of the month, month, day of the week; at least 15 minutes apart.",
});
const TimeZone = z.string().trim().max(64).meta({ description: "The IANA time zone that the expression is read in." });

export const Schedule = z.object({ cron_expr: CronExpr, timezone: TimeZone });
export type Schedule = z.infer<typeof Schedule>;

const fields = {
  title: z
    .string()
    .trim()
    .min(1, "is required")
    .max(200, "may have at most 200 characters")
    .meta({ description: "Its work, in a few words." }),
  cron_expr: CronExpr,
  timezone: TimeZone,
  payload: JsonObject.meta({ description: "The details that its kind needs." }),
  priority: z.number().int().min(0).max(100).meta({ description: "Of several that are due, the higher begins first." }),
  missed_policy: MissedPolicy.meta({
    description:
      "Runs that were missed: `skip` does one at most 10 minutes late, `run_once` one for all of them, `run_all` the last 25.",
  }),
  overlap: Overlap.meta({ description: "A run that is due while one is going on: `skip` it, or `queue` one." }),
};

export const CreateRecurring = z.object({
  ...fields,
  payload: fields.payload.default({}),
  priority: fields.priority.default(50),
  missed_policy: fields.missed_policy.default("run_once"),
  overlap: fields.overlap.default("skip"),
  job_type: JobType.meta({ description: "The kind of work." }),
  task_key: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,79}$/, "may hold lower-case letters, digits, _ and -")
    .optional()
    .meta({ description: "A name of its own within the company; chosen for you without one." }),
});
export type CreateRecurring = z.infer<typeof CreateRecurring>;

export const ChangeRecurring = z.object({
  ...z.object(fields).partial().shape,
  enabled: z.boolean().optional().meta({ description: "False pauses it. Resumed, it begins with its next time." }),
  revision: z.number().int().min(1).meta({ description: "The revision that you read; a later one is not replaced." }),
});
export type ChangeRecurring = z.infer<typeof ChangeRecurring>;

export const RecurringRef = z.object({
  recurringId: z.uuid("must be a uuid").meta({ description: "The recurring task." }),
});
export type RecurringRef = z.infer<typeof RecurringRef>;
/** As the path of its routes names it. */
export const RecurringOfProject = ProjectRef.extend(RecurringRef.shape);

export const Recurring = z
  .object({
    id: z.uuid(),
    project_id: z.uuid(),
    task_key: z.string(),
    title: z.string(),
    cron_expr: z.string(),
    timezone: z.string(),
    words: z.string().meta({ description: "The schedule in words." }),
    job_type: JobType,
    agent_key: z.string().nullable().meta({ description: "The mind that does it, if one does." }),
    payload: JsonObject,
    priority: z.number().int(),
    missed_policy: MissedPolicy,
    overlap: Overlap,
    enabled: z.boolean(),
    paused_why: z.string().nullable(),
    failures: z.number().int().meta({ description: "Runs that failed since one succeeded; the third one pauses it." }),
    next_run_at: z.string().nullable(),
    last_run_at: z.string().nullable(),
    revision: z.number().int(),
    created_by: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: "RecurringTask" });
export type Recurring = z.infer<typeof Recurring>;

export const RecurringDetail = Recurring.extend({
  signing_secret: z.string().nullable().meta({
    description:
      "The key that calls of a webhook are signed with (Standard Webhooks); null for other kinds, and for those who may only read.",
  }),
}).meta({ id: "RecurringTaskDetail" });
export type RecurringDetail = z.infer<typeof RecurringDetail>;

export const RunState = z.enum(["waiting", "queued", "running", "finished", "failed", "skipped"]);
export type RunState = z.infer<typeof RunState>;

/** How a run ended, in words, with what came of it. */
export const RunResult = z.object({
  ok: z.boolean().meta({ description: "False when it failed; three failures in a row pause the task." }),
  summary: z.string().max(1000).meta({ description: "The result in a sentence." }),
  links: z
    .array(z.object({ rel: z.string(), id: z.string() }))
    .default([])
    .meta({ description: "Its outcome: a proposal, the file of a report, a packet." }),
  cost_cents: z.number().min(0).default(0),
});
export type RunResult = z.infer<typeof RunResult>;
/** The result of a run that went well, in words and links. */
export type Done = Pick<RunResult, "summary" | "links">;

export const RecurringRun = z
  .object({
    id: z.uuid(),
    recurring_id: z.uuid(),
    trigger: z.enum(["schedule", "manual"]),
    scheduled_for: z.string(),
    state: RunState,
    collapsed: z.number().int().meta({ description: "How many missed times this line stands for." }),
    covers_from: z.string().nullable(),
    covers_to: z.string().nullable(),
    why: z.string().nullable().meta({ description: "Why it was skipped or failed, or more about it." }),
    started_at: z.string().nullable(),
    finished_at: z.string().nullable(),
    lateness_seconds: z.number().nullable().meta({ description: "How long after its time it began." }),
    result: RunResult.omit({ cost_cents: true }).nullable(),
    cost_cents: z.number(),
    created_at: z.string(),
  })
  .meta({ id: "RecurringRun" });
export type RecurringRun = z.infer<typeof RecurringRun>;

export const RunRecurring = z.object({
  key: z.uuid("must be a uuid").optional().meta({ description: "The same key twice is one run." }),
  even_if_paused: z.boolean().default(false).meta({ description: "Runs a paused task once; it stays paused." }),
});
export type RunRecurring = z.infer<typeof RunRecurring>;

export const UpcomingRun = z
  .object({
    at: z.string().meta({ description: "The instant, in UTC." }),
    local: z.string().meta({ description: "The time that the zone's clocks show then." }),
    offset: z.string().meta({ description: "The zone's offset from UTC then." }),
    note: z.string().nullable().meta({ description: "Said where the clocks change." }),
  })
  .meta({ id: "UpcomingRun" });
export type UpcomingRun = z.infer<typeof UpcomingRun>;

export const SchedulePreview = z
  .object({ words: z.string(), runs: z.array(UpcomingRun).meta({ description: "The next ten." }) })
  .meta({ id: "SchedulePreview" });
export type SchedulePreview = z.infer<typeof SchedulePreview>;

export const ListRunsQuery = z.object({
  cursor: z.string().max(200).optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(25).meta({ description: "The most items to return." }),
});
export type ListRunsQuery = z.infer<typeof ListRunsQuery>;
