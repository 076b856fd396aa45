import { z } from "zod";
import {
  ChangeRecurring,
  CreateRecurring,
  ListRunsQuery,
  Recurring,
  RecurringDetail,
  RecurringOfProject,
  RecurringRun,
  RunRecurring,
  Schedule,
  SchedulePreview,
} from "@/lib/autopilot/recurring/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import type { Operation } from "../operation";

const TASKS = "/api/projects/[projectId]/recurring-tasks";
const common = { tag: "Recurring tasks", who: "member_of_project", feature: "recurring" } as const;
const params = RecurringOfProject;
const NOT_FOUND = { 404: "recurring.not_found" };
const REFUSED =
  "recurring.bad_cron and recurring.bad_zone, with the reason · recurring.foreign_address: a webhook goes to the company's own website only";
const RecurringList = z.object({ data: z.array(Recurring), next_cursor: z.null() }).meta({ id: "RecurringTaskList" });
const RunPage = z
  .object({ data: z.array(RecurringRun), next_cursor: z.string().nullable() })
  .meta({ id: "RecurringRunPage" });

export const RECURRING_OPERATIONS: readonly Operation[] = [
  {
    ...common,
    method: "GET",
    path: TASKS,
    summary: "List recurring tasks",
    notes: "In the order in which they were added. Each company has one for its nightly look from the beginning.",
    input: { params: ProjectRef },
    status: 200,
    answer: RecurringList,
    permission: "recurring.read",
    examples: () => ({ all: { summary: "All of them" } }),
  },
  {
    ...common,
    method: "POST",
    path: TASKS,
    summary: "Add a recurring task",
    notes:
      "A fixed time of day runs once on each local day, also when the clocks change; steps and `*` keep their distance. An action is proposed at each run and waits for an approval.",
    input: { params: ProjectRef, body: CreateRecurring },
    status: 201,
    answer: Recurring,
    permission: "recurring.write",
    refusals: { 409: "recurring.key_taken", 422: `${REFUSED} · recurring.too_many: a company has at most 100` },
    examples: ({ campaignId: campaign_id }) => ({
      campaign: {
        summary: "Run a campaign's first step on weekdays",
        body: {
          title: "Send first emails",
          cron_expr: "30 8 * * 1-5",
          timezone: "Europe/Berlin",
          job_type: "campaigns.run",
          payload: { campaign_id, step: "email_1" },
        },
      },
    }),
  },
  {
    ...common,
    method: "GET",
    path: `${TASKS}/preview`,
    summary: "Preview a schedule",
    notes: "The next ten times, worked out by what runs them.",
    input: { params: ProjectRef, query: Schedule },
    status: 200,
    answer: SchedulePreview,
    permission: "recurring.read",
    refusals: { 422: "recurring.bad_cron and recurring.bad_zone, with the reason" },
    examples: () => ({
      daily: { summary: "Daily at 02:30", query: { cron_expr: "30 2 * * *", timezone: "Europe/Berlin" } },
    }),
  },
  {
    ...common,
    method: "GET",
    path: `${TASKS}/[recurringId]`,
    summary: "Read a recurring task",
    input: { params },
    status: 200,
    answer: RecurringDetail,
    permission: "recurring.read",
    refusals: NOT_FOUND,
    examples: () => ({ one: { summary: "One task" } }),
  },
  {
    ...common,
    method: "PATCH",
    path: `${TASKS}/[recurringId]`,
    summary: "Change, pause or resume a recurring task",
    notes: "Another schedule, and a task that is resumed, count from now on; nothing is made up for.",
    input: { params, body: ChangeRecurring },
    status: 200,
    answer: Recurring,
    permission: "recurring.write",
    refusals: {
      ...NOT_FOUND,
      409: "recurring.stale: it was changed since you read it; `task` is how it is now",
      422: REFUSED,
    },
    examples: () => ({ pause: { summary: "Pause it", body: { revision: 1, enabled: false } } }),
  },
  {
    ...common,
    method: "DELETE",
    path: `${TASKS}/[recurringId]`,
    summary: "Delete a recurring task",
    notes: "It does not run again. The ledger keeps what it did.",
    input: { params },
    status: 200,
    answer: z.object({ deleted: z.literal(true) }),
    permission: "recurring.write",
    refusals: NOT_FOUND,
    examples: () => ({ one: { summary: "Delete one" } }),
  },
  {
    ...common,
    method: "POST",
    path: `${TASKS}/[recurringId]/run`,
    summary: "Run a recurring task now",
    notes: "Its next time stays as it is. The same `key` is one run.",
    input: { params, body: RunRecurring },
    status: 202,
    answer: z.object({ run_id: z.uuid() }),
    permission: "recurring.write",
    refusals: { ...NOT_FOUND, 409: "recurring.is_paused: send `even_if_paused` if it is meant" },
    examples: () => ({ now: { summary: "Run it once", body: {} } }),
  },
  {
    ...common,
    method: "GET",
    path: `${TASKS}/[recurringId]/runs`,
    summary: "List the runs of a recurring task",
    notes: "Newest first, with those that were skipped and why.",
    input: { params, query: ListRunsQuery },
    status: 200,
    answer: RunPage,
    permission: "recurring.read",
    refusals: NOT_FOUND,
    examples: () => ({ last: { summary: "The last 25", answer: { data: [], next_cursor: null } } }),
  },
];
