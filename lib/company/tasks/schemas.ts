import { z } from "zod";
import { JsonObject, Origin } from "@/lib/company/approvals/schemas";

export const TaskState = z.enum([
  "proposed",
  "accepted",
  "running",
  "done",
  "finished",
  "failed",
  "dismissed",
  "needs_you",
]);
export type TaskState = z.infer<typeof TaskState>;

/** A page of the company that must be reachable by everybody and hold a marker. */
export const PageContract = z.strictObject({
  check: z.literal("page").meta({ description: "The page is looked at as a stranger sees it." }),
  url: z
    .url({ protocol: /^https?$/, error: "must be a web address" })
    .max(2000)
    .meta({ description: "The address of the page." }),
  marker: z.string().min(1).max(500).meta({ description: "A text that the page must contain." }),
});
export const TaskContract = z.discriminatedUnion("check", [PageContract]);
export type TaskContract = z.infer<typeof TaskContract>;

export const Task = z
  .object({
    id: z.uuid(),
    project_id: z.uuid(),
    title: z.string(),
    description: z.string(),
    agent: z.string().meta({ description: "The mind or person that the task belongs to: `founder`, `night_shift`, …" }),
    origin: Origin,
    state: TaskState,
    why: z.string().nullable(),
    contract: JsonObject.nullable().meta({
      description: "The evidence that makes it done; null without one of its own.",
    }),
    recommendation_id: z.uuid().nullable(),
    created_by: z.string().nullable(),
    closed_at: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: "Task" });
export type Task = z.infer<typeof Task>;

export const TaskRef = z.object({ taskId: z.uuid("must be a uuid").meta({ description: "The task." }) });
export type TaskRef = z.infer<typeof TaskRef>;

export const CreateTask = z.object({
  title: z
    .string()
    .trim()
    .min(1, "is required")
    .max(300, "may have at most 300 characters")
    .meta({ description: "The task in one line." }),
  description: z
    .string()
    .trim()
    .max(10_000, "may have at most 10,000 characters")
    .default("")
    .meta({ description: "Further details." }),
  contract: TaskContract.optional().meta({ description: "The evidence that makes it done." }),
});
export type CreateTask = z.infer<typeof CreateTask>;

export const TaskTab = z.enum(["needs_action", "running", "done", "not_true"]);
export type TaskTab = z.infer<typeof TaskTab>;
export const TAB_STATES: Record<TaskTab, readonly TaskState[]> = {
  needs_action: ["proposed", "needs_you"],
  running: ["accepted", "running"],
  done: ["done", "finished", "dismissed"],
  not_true: ["failed"],
};

export const ListTasksQuery = z.object({
  tab: TaskTab.optional().meta({
    description: "Only those that need action, are running, done, or claimed and not true.",
  }),
  cursor: z.string().max(200).optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListTasksQuery = z.infer<typeof ListTasksQuery>;

export const ChangeTask = z.object({
  state: z.enum(["accepted", "running", "finished", "dismissed"]).meta({
    description: "`finished`: the work is over. With a contract or actions the checker decides whether it is done.",
  }),
  note: z.string().trim().max(1000).optional().meta({ description: "The reason, for the record." }),
});
export type ChangeTask = z.infer<typeof ChangeTask>;
