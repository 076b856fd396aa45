import { z } from "zod";
import { announce, defineEvent } from "@/lib/platform/contracts";
import { Origin } from "./schemas";
import { Unnamed } from "@/lib/platform/unnamed";

export const Link = z.object({
  rel: z.enum(["approval", "execution", "receipt", "task", "recommendation", "message", "deployment"]),
  id: z.uuid(),
});
export type Link = z.infer<typeof Link>;

const About = z.object({
  approval_id: z.uuid(),
  version: z.number().int(),
  action_type: z.string(),
  title: Unnamed,
  links: z.array(Link),
});

export const ApprovalRequested = defineEvent(
  "approval.requested",
  About.extend({ content_hash: z.string(), expires_at: z.string(), dedupe_key: Unnamed.nullable() }),
  ({ title, version }) => `“${title}” waits for approval${version > 1 ? ` in version ${version}` : ""}.`,
);

const DECIDED = { approved: "was approved", denied: "was denied", revised: "was sent back for another version" };
/** The fields from `projectId` on are for subscribers only: the origin of the proposal is woken with the founder's note. */
export const ApprovalDecided = announce(
  defineEvent(
    "approval.decided",
    About.extend({
      decision: z.enum(["approved", "denied", "revised"]),
      via: z.enum(["app", "link", "batch"]),
      hash: z.string(),
      prev_state: z.string(),
      note_sha256: z.string().nullable(),
      undone: z.boolean(),
      projectId: z.uuid(),
      origin: Origin,
      taskId: z.uuid().nullable(),
      recommendationId: z.uuid().nullable(),
      dedupeKey: z.string().nullable(),
      note: z.string().nullable(),
    }),
    ({ title, decision, undone }) =>
      `“${title}” ${undone ? "was taken back before it was carried out" : DECIDED[decision]}.`,
  ),
  { unrecorded: ["projectId", "origin", "taskId", "recommendationId", "dedupeKey", "note"] },
);

const Reason = About.extend({ why: Unnamed });
export const ApprovalExpired = announce(
  defineEvent("approval.expired", Reason, ({ title, why }) => `“${title}” expired: ${why}`),
);
export const ApprovalSuperseded = defineEvent(
  "approval.superseded",
  Reason,
  ({ title, why }) => `“${title}” needs a new version: ${why}`,
);

const Attempt = About.extend({
  attempt: z.number().int(),
  provider: z.string().nullable(),
  provider_id: z.string().nullable(),
});
const Told = Attempt.extend({ words: Unnamed });
export const ExecutionQueued = defineEvent(
  "approval.execution_queued",
  About.extend({ not_before: z.string() }),
  ({ title, not_before }) => `“${title}” is carried out at ${not_before.slice(11, 19)} UTC unless it is taken back.`,
);
export const ExecutionStarted = defineEvent(
  "approval.execution_started",
  Attempt,
  ({ title, attempt }) => `“${title}” was begun${attempt > 1 ? ` for the ${attempt}. time` : ""}.`,
);
export const ExecutionCompleted = announce(
  defineEvent(
    "approval.execution_completed",
    Told,
    ({ title, words }) => `“${title}” was carried out, and is checked now: ${words}`,
  ),
);
export const ExecutionFailed = announce(
  defineEvent("approval.execution_failed", Told, ({ title, words }) => `“${title}” failed: ${words}`),
);
export const ExecutionUnknown = announce(
  defineEvent(
    "approval.execution_unknown",
    Told,
    ({ title, words }) => `It is not known whether “${title}” happened: ${words}`,
  ),
);
