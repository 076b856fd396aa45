import { z } from "zod";

export const DRIFT_KINDS = [
  "missing",
  "orphan_ours",
  "orphan_foreign",
  "duplicate",
  "state_mismatch",
  "content_drift",
  "ghost_webhook",
  "silent_schedule",
  "double_fire",
  "credential",
  "version",
  "unpublished_half",
  "frozen_but_alive",
] as const;

export const DriftKind = z.enum(DRIFT_KINDS);
export type DriftKind = z.infer<typeof DriftKind>;

/** `seen`: once, not acted on yet. `open`: seen again. `quarantined`: three repairs did not help; it waits for a person. */
export const DriftState = z.enum(["seen", "open", "quarantined", "closed"]);

export const RunCause = z.enum(["schedule", "recheck", "deployment", "heartbeat", "administrator", "founder"]);
export type RunCause = z.infer<typeof RunCause>;

export const Drift = z
  .object({
    id: z.uuid(),
    campaign_id: z.uuid().nullable(),
    kind: DriftKind,
    subject: z
      .string()
      .meta({ description: "The workflow or credential: the same one has at most one open drift of a kind." }),
    title: z.string().meta({ description: "Its name." }),
    words: z.string().meta({ description: "The difference, in a sentence for people." }),
    state: DriftState.meta({
      description:
        "`seen` once; `open` when seen again a minute later; `quarantined` when three repairs did not help; `closed` by proof.",
    }),
    first_seen_at: z.string(),
    last_seen_at: z.string(),
    sightings: z.number().int(),
    tries: z.number().int().meta({ description: "How many repairs were tried." }),
    last_try_at: z.string().nullable(),
    closed_at: z.string().nullable(),
  })
  .meta({ id: "Drift" });
export type Drift = z.infer<typeof Drift>;

export const WatchdogRun = z
  .object({
    id: z.uuid(),
    workspace_id: z.uuid(),
    workspace_name: z.string(),
    cause: RunCause,
    status: z.enum(["running", "completed", "failed"]),
    reached: z.boolean().nullable(),
    started_at: z.string(),
    completed_at: z.string().nullable(),
    found: z.number().int(),
    healed: z.number().int(),
    closed: z.number().int(),
    held_kinds: z.array(z.string()),
    error: z.string().nullable(),
  })
  .meta({ id: "WatchdogRun" });
export type WatchdogRun = z.infer<typeof WatchdogRun>;

export const AdminDrift = Drift.extend({ workspace_id: z.uuid(), workspace_name: z.string() });
export type AdminDrift = z.infer<typeof AdminDrift>;

export const ListRuns = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) });
export type ListRuns = z.infer<typeof ListRuns>;

export const RunWatchdog = z.object({ workspace_id: z.uuid("must be a uuid").optional() });
export type RunWatchdog = z.infer<typeof RunWatchdog>;

export const DriftRef = z.object({ driftId: z.uuid("must be a uuid").meta({ description: "The drift." }) });
export type DriftRef = z.infer<typeof DriftRef>;
