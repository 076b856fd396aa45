import { z } from "zod";
import { Link } from "@/lib/company/approvals/events";
import { defineEvent } from "@/lib/platform/contracts";
import { Unnamed } from "@/lib/platform/unnamed";

const About = z.object({
  task_id: z.uuid(),
  title: Unnamed,
  origin: z.string(),
  recommendation_id: z.uuid().nullable(),
  links: z.array(Link),
});
export const TaskProposed = defineEvent("task.proposed", About, ({ title }) => `The task “${title}” was proposed.`);
export const TaskAccepted = defineEvent("task.accepted", About, ({ title }) => `The task “${title}” was accepted.`);
export const TaskStarted = defineEvent("task.started", About, ({ title }) => `The task “${title}” was started.`);
const Told = About.extend({ why: Unnamed.nullable() });
export const TaskFinished = defineEvent(
  "task.finished",
  Told.extend({ verified: z.boolean() }),
  ({ title, verified }) =>
    verified
      ? `The task “${title}” is done, and its receipts say so.`
      : `The task “${title}” ended, with nothing to verify.`,
);
export const TaskFailed = defineEvent(
  "task.failed",
  Told,
  ({ title, why }) => `The task “${title}” is not done: ${why}`,
);
export const TaskDismissed = defineEvent("task.dismissed", Told, ({ title }) => `The task “${title}” was dismissed.`);
export const TaskNeedsYou = defineEvent(
  "task.needs_you",
  Told,
  ({ title, why }) => `The task “${title}” needs you: ${why}`,
);
