import { z } from "zod";
import { Egress } from "@/lib/contracts/instance";

export const InstanceState = z.enum(["ready", "late", "silent", "quarantined"]);
export type InstanceState = z.infer<typeof InstanceState>;

/**
 * Of a silent machine. `zombie`: its provider says that it runs, and it does not answer. `gone`: its provider knows it no longer. `stopped`:
 * it is switched off. `deaf`: it answers us, and its heartbeats do not arrive. `unknown`: its provider does not say.
 */
export const Diagnosis = z.enum(["zombie", "gone", "stopped", "deaf", "unknown"]);
export type Diagnosis = z.infer<typeof Diagnosis>;

export const Instance = z.object({
  id: z.uuid(),
  name: z.string(),
  provider: z.string(),
  region: z.string().nullable(),
  state: InstanceState,
  diagnosis: Diagnosis.nullable(),
  skip_remediation: z.boolean(),
  booted_at: z.string(),
  last_seen_at: z.string(),
  cpu_percent: z.number().nullable(),
  memory_percent: z.number().nullable(),
  disk_percent: z.number().nullable(),
  n8n_healthy: z.boolean().nullable(),
  n8n_version: z.string().nullable(),
  active_workflows: z.number().nullable(),
  /** The ports that it can reach; null: it never reported. */
  egress: Egress.nullable(),
  egress_at: z.string().nullable(),
});
export type Instance = z.infer<typeof Instance>;

export const Beat = z.object({
  state: InstanceState,
  previous_state: z.string().nullable(),
  reason: z.string().nullable(),
  cpu_percent: z.number().nullable(),
  memory_percent: z.number().nullable(),
  disk_percent: z.number().nullable(),
  n8n_healthy: z.boolean().nullable(),
  at: z.string(),
});
export type Beat = z.infer<typeof Beat>;

export const AlertKind = z.enum([
  "silent",
  "n8n_down",
  "disk",
  "memory",
  "cpu",
  "flapping",
  "quarantined",
  "many_silent",
  "queue",
  "lost",
  "stray",
  "impostor",
]);
export type AlertKind = z.infer<typeof AlertKind>;

export const AlertLevel = z.enum(["warning", "critical"]);
export type AlertLevel = z.infer<typeof AlertLevel>;

/** `subject`: the name of a machine, or `fleet`. The same subject has at most one open alert of a kind. */
export const FleetAlert = z.object({
  id: z.uuid(),
  subject: z.string(),
  kind: AlertKind,
  level: AlertLevel,
  words: z.string(),
  opened_at: z.string(),
  closed_at: z.string().nullable(),
});
export type FleetAlert = z.infer<typeof FleetAlert>;

/** `warning`: why the list is not to be believed, as when many machines fall silent together. `last_evaluated_at` null: never yet. */
export type Fleet = {
  instances: (Instance & { life: Beat[] })[];
  alerts: FleetAlert[];
  warning: string | null;
  last_evaluated_at: string | null;
};

export const Remedy = z.object({
  id: z.uuid(),
  round: z.number().int(),
  step: z.enum(["restart_n8n", "reboot", "power_cycle"]),
  cause: z.string(),
  state: z.enum(["wanted", "running", "done", "helped", "in_vain", "refused", "dropped"]),
  wanted_at: z.string(),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  evidence: z.string().nullable(),
});
export type Remedy = z.infer<typeof Remedy>;

export type InstanceDetails = Instance & {
  life: Beat[];
  alerts: FleetAlert[];
  remedies: Remedy[];
};

/** Machines by name; `cursor` is the name that a page ended with. */
export const ListInstances = z.object({
  state: InstanceState.optional(),
  cursor: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListInstances = z.infer<typeof ListInstances>;

export const InstanceRef = z.object({ instanceId: z.uuid("must be a uuid") });
export type InstanceRef = z.infer<typeof InstanceRef>;

/** `quarantined: false` ends a quarantine. A decision has a reason. */
export const DecideInstance = z
  .object({
    skip_remediation: z.boolean().optional(),
    quarantined: z.literal(false, "can only be ended: send false").optional(),
    reason: z.string().trim().min(3, "must say why").max(500),
  })
  .refine(({ skip_remediation, quarantined }) => skip_remediation !== undefined || quarantined !== undefined, {
    error: "must hold a decision: skip_remediation, or quarantined: false",
  });
export type DecideInstance = z.infer<typeof DecideInstance>;
