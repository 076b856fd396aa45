import { z } from "zod";
import { JsonObject } from "@/lib/company/approvals/schemas";
import { announce, defineEvent } from "@/lib/platform/contracts";
import { JobType, MissedPolicy } from "./schemas";
import { Unnamed } from "@/lib/platform/unnamed";

const Links = z.array(z.object({ rel: z.string(), id: z.string() }));
const About = z.object({ recurring_id: z.uuid(), title: Unnamed, links: Links });

export const RecurringCreated = defineEvent(
  "recurring.created",
  About.extend({ cron_expr: z.string(), timezone: z.string() }),
  ({ title }) => `The recurring task “${title}” was added.`,
);
export const RecurringProposed = defineEvent(
  "recurring.proposed",
  About.extend({ cron_expr: z.string(), timezone: z.string() }),
  ({ title }) => `The recurring task “${title}” was proposed; it waits for a member to turn it on.`,
);
export const RecurringChanged = defineEvent(
  "recurring.changed",
  About.extend({ changed: z.array(z.string()) }),
  ({ title, changed }) => `The recurring task “${title}” was changed: ${changed.join(", ")}.`,
);
export const RecurringPaused = defineEvent(
  "recurring.paused",
  About.extend({ why: Unnamed }),
  ({ title, why }) => `The recurring task “${title}” is paused: ${why}`,
);
export const RecurringResumed = defineEvent(
  "recurring.resumed",
  About,
  ({ title }) => `The recurring task “${title}” runs again.`,
);
export const RecurringDeleted = defineEvent(
  "recurring.deleted",
  About,
  ({ title }) => `The recurring task “${title}” was deleted.`,
);

const AboutRun = About.extend({ run_id: z.uuid(), scheduled_for: z.string() });
export const RunEnqueued = defineEvent(
  "recurring.run_enqueued",
  AboutRun.extend({ trigger: z.enum(["schedule", "manual"]), policy: MissedPolicy, collapsed: z.number().int() }),
  ({ title, trigger, collapsed }) =>
    `“${title}” is due${trigger === "manual" ? ", asked for by hand" : ""}${collapsed > 1 ? `; ${collapsed - 1} earlier times were missed` : ""}.`,
);
export const RunReleased = defineEvent(
  "recurring.run_released",
  AboutRun,
  ({ title }) => `“${title}” is next: the run before it is over.`,
);
export const RunStarted = defineEvent("recurring.run_started", AboutRun, ({ title }) => `“${title}” has begun.`);
export const RunSkipped = defineEvent(
  "recurring.run_skipped",
  AboutRun.extend({ policy: MissedPolicy, collapsed: z.number().int(), why: Unnamed }),
  ({ title, why }) => `“${title}” was skipped: ${why}`,
);
export const RunFinished = defineEvent(
  "recurring.run_finished",
  AboutRun.extend({ summary: Unnamed }),
  ({ title, summary }) => `“${title}” has run: ${summary}`,
);
export const RunFailed = defineEvent(
  "recurring.run_failed",
  AboutRun.extend({ summary: Unnamed, failures: z.number().int() }),
  ({ title, summary }) => `“${title}” failed: ${summary}`,
);

/** A run of a kind that a domain above does. It reports the end with `finishRecurringRun`, within the hour. */
export const RunDue = announce(
  defineEvent(
    "recurring.run_due",
    z.object({
      runId: z.uuid(),
      recurringId: z.uuid(),
      projectId: z.uuid(),
      title: Unnamed,
      kind: JobType,
      input: JsonObject,
    }),
    ({ title }) => `“${title}” has begun.`,
  ),
);
