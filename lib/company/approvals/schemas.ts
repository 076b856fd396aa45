import { z } from "zod";
import type { Permission } from "@/lib/platform/permissions";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
export const JsonObject: z.ZodType<JsonObject> = z.record(z.string(), z.json());

export const ApprovalState = z.enum([
  "pending",
  "approved",
  "queued",
  "executing",
  "executed",
  "failed",
  "unknown",
  "verified",
  "contradicted",
  "unverifiable",
  "denied",
  "revised",
  "expired",
]);
export type ApprovalState = z.infer<typeof ApprovalState>;

export const Origin = z.enum(["founder", "key", "chat", "night_shift", "recurring"]);
export type Origin = z.infer<typeof Origin>;

/** The word of the checker. `pending`: it could not tell yet, and looks again. */
export const Verdict = z.enum(["pending", "verified", "contradicted", "unverifiable"]);
export type Verdict = z.infer<typeof Verdict>;

export const Approval = z
  .object({
    id: z.uuid(),
    project_id: z.uuid(),
    action_type: z.string(),
    title: z.string(),
    account_label: z.string().meta({ description: "The account that acts, in words." }),
    state: ApprovalState,
    why: z.string().nullable().meta({ description: "The reason of the state, in words." }),
    held: z
      .object({
        reason: z.string().meta({ description: "The reason of the freeze." }),
        since: z.string(),
      })
      .nullable()
      .meta({
        description:
          "Of an approved action in a frozen workspace: it is not carried out before the freeze ends, and not without another approval once `execute_by` has passed. Deadlines run on.",
      }),
    version: z.number().int(),
    origin: Origin,
    requested_by: z.string().nullable(),
    task_id: z.uuid().nullable(),
    recommendation_id: z.uuid().nullable(),
    permission: z.string().meta({ description: "The right that a decider needs, besides that of deciding." }),
    dedupe_key: z.string().nullable(),
    cost_cap_cents: z.number().int().meta({ description: "The most that it may cost, in cents." }),
    undo_window_seconds: z.number().int(),
    composed_at: z.string().meta({ description: "The time when the current version was written." }),
    expires_at: z.string().meta({ description: "The decision is due by then." }),
    execute_by: z.string(),
    not_before: z
      .string()
      .nullable()
      .meta({ description: "Of an approved action: it is carried out then, and can be taken back until then." }),
    decided_at: z.string().nullable(),
    decided_by: z.string().nullable(),
    note: z.string().nullable(),
    erased_at: z.string().nullable().meta({
      description: "When a person whom it named was erased; their address and the words to them are replaced since.",
    }),
    created_at: z.string(),
  })
  .meta({ id: "Approval" });
export type Approval = z.infer<typeof Approval>;

/** As the store reads it: its right is one of ours. */
export type StoredApproval = Approval & { permission: Permission };

export const PreviewPart = z.union([
  z.object({ label: z.string(), text: z.string() }),
  z.object({ label: z.string(), html: z.string() }),
]);

export const ApprovalVersion = z
  .object({
    version: z.number().int(),
    title: z.string(),
    content_hash: z
      .string()
      .meta({ description: "SHA-256 of everything with an effect, in canonical form (RFC 8785)." }),
    sealed: z.unknown().meta({ description: "Everything with an effect, as it will be carried out." }),
    parts: z.array(PreviewPart).meta({ description: "The effect as a person reads it." }),
    author: z.string().nullable(),
    author_type: z.string(),
    composed_at: z.string(),
  })
  .meta({ id: "ApprovalVersion" });
export type ApprovalVersion = z.infer<typeof ApprovalVersion>;

export const ActionExecution = z
  .object({
    id: z.uuid(),
    version: z.number().int(),
    attempt: z.number().int(),
    state: z.enum(["executing", "executed", "failed", "unknown"]),
    provider: z.string().nullable(),
    provider_id: z.string().nullable(),
    code: z.string().nullable(),
    words: z.string().nullable(),
    started_at: z.string(),
    finished_at: z.string().nullable(),
  })
  .meta({ id: "ActionExecution" });
export type ActionExecution = z.infer<typeof ActionExecution>;

export const ApprovalDetail = Approval.extend({
  versions: z.array(ApprovalVersion).meta({ description: "The newest first." }),
  executions: z.array(ActionExecution).meta({ description: "The newest first." }),
  events_since: z.number().int().meta({ description: "Lines of the ledger since the current version was written." }),
}).meta({ id: "ApprovalDetail" });
export type ApprovalDetail = z.infer<typeof ApprovalDetail>;

export const ApprovalRef = z.object({ approvalId: z.uuid("must be a uuid").meta({ description: "The proposal." }) });
export type ApprovalRef = z.infer<typeof ApprovalRef>;

export const ApprovalTab = z.enum(["needs_you", "queued", "done", "expired"]);
export type ApprovalTab = z.infer<typeof ApprovalTab>;

/** The states of each tab of the inbox; those that need the founder once more stand with the undecided ones. */
export const TAB_STATES: Record<ApprovalTab, readonly ApprovalState[]> = {
  needs_you: ["pending", "revised", "unknown", "failed", "contradicted"],
  queued: ["approved", "queued", "executing"],
  done: ["executed", "verified", "unverifiable", "denied"],
  expired: ["expired"],
};

export const ListApprovalsQuery = z.object({
  tab: ApprovalTab.optional().meta({
    description: "Only those that need a decision, are under way, done, or expired.",
  }),
  action_type: z.string().max(100).optional().meta({ description: "Only proposals of this kind." }),
  cursor: z.string().max(200).optional().meta({ description: "`next_cursor` of the previous page." }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: "The most items to return." }),
});
export type ListApprovalsQuery = z.infer<typeof ListApprovalsQuery>;

const Note = z.string().trim().max(2000, "may have at most 2,000 characters");
const Version = z
  .number()
  .int()
  .positive()
  .meta({ description: "The version that was read; any other is answered 409." });

export const ProposeAction = z.object({
  action_type: z.string().max(100).meta({ description: "A kind that `GET …/actions` lists." }),
  payload: JsonObject.meta({ description: "The input of that kind." }),
  task_id: z.uuid().optional().meta({ description: "The task that this action belongs to." }),
  dedupe_key: z.string().min(1).max(200).optional().meta({
    description: "While a proposal with this key is open, proposing again answers that one.",
  }),
  evidence: z
    .array(z.string().regex(/^e:[1-9]\d{0,14}$/, "must name a line of the ledger, such as e:123"))
    .max(20)
    .optional()
    .meta({
      description:
        "The ledger lines that it rests on, such as `e:123`. One that is later than a refusal of the same `dedupe_key` lets it be proposed again.",
    }),
  expires_in_hours: z.number().min(1).max(336).optional().meta({
    description: "The time for the decision; each kind has its own default.",
  }),
});
export type ProposeAction = z.infer<typeof ProposeAction>;

export const DecideApproval = z
  .object({
    decision: z.enum(["approved", "denied", "revised"]).meta({
      description: "`approved` carries it out, `denied` ends it, `revised` asks for another version.",
    }),
    version: Version,
    note: Note.optional().meta({ description: "The reason, for the record." }),
    payload: JsonObject.optional().meta({ description: "With `revised`: the input of the next version." }),
  })
  .refine(({ decision, payload }) => payload === undefined || decision === "revised", {
    path: ["payload"],
    message: "belongs to the decision `revised`",
  });
export type DecideApproval = z.infer<typeof DecideApproval>;

export const DecideBatch = z.object({
  items: z
    .array(
      z.object({
        id: z.uuid("must be a uuid").meta({ description: "The proposal." }),
        version: Version,
        decision: z.enum(["approved", "denied"]).meta({ description: "The decision about it." }),
      }),
    )
    .min(1)
    .max(200)
    .refine((items) => new Set(items.map(({ id }) => id)).size === items.length, "may name each proposal once")
    .meta({ description: "Each proposal that was read, once." }),
});
export type DecideBatch = z.infer<typeof DecideBatch>;

export const BatchAnswer = z
  .object({
    decided: z.number().int(),
    items: z.array(
      z.object({ id: z.uuid(), status: z.number().int(), error: z.string().optional(), code: z.string().optional() }),
    ),
  })
  .meta({ id: "ApprovalBatchAnswer" });
export type BatchAnswer = z.infer<typeof BatchAnswer>;

export const TellOutcome = z.object({
  happened: z.boolean("must be true or false").meta({ description: "Whether the action took place." }),
});
export type TellOutcome = z.infer<typeof TellOutcome>;

const RuleScope = z.enum(["email", "publish", "any"]);
export type RuleScope = z.infer<typeof RuleScope>;

/** A rule of the founder in a form that can be checked before an action is carried out. */
export const ActionRule = z.discriminatedUnion("kind", [
  /** ISO weekdays, Monday is 1. */
  z.object({ kind: z.literal("quiet_days"), days: z.array(z.number().int().min(1).max(7)).min(1), scope: RuleScope }),
  z.object({ kind: z.literal("banned_recipients"), addresses: z.array(z.string()), domains: z.array(z.string()) }),
  /** Of one action, in US cents. */
  z.object({ kind: z.literal("max_spend"), cents: z.number().int().min(0) }),
  z.object({ kind: z.literal("banned_words"), words: z.array(z.string()).min(1) }),
]);
export type ActionRule = z.infer<typeof ActionRule>;
