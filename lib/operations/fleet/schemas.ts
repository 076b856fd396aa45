import { z } from "zod";

export const InstanceState = z.enum(["ready", "late", "silent"]);
export type InstanceState = z.infer<typeof InstanceState>;

export const Instance = z.object({
  id: z.uuid(),
  name: z.string(),
  provider: z.string(),
  state: InstanceState,
  booted_at: z.string(),
  last_seen_at: z.string(),
  cpu_percent: z.number().nullable(),
  memory_percent: z.number().nullable(),
  disk_percent: z.number().nullable(),
  n8n_healthy: z.boolean().nullable(),
  active_workflows: z.number().nullable(),
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

/** `warning`: why what the list says is not to be believed, as when many machines fall silent together. */
export type Fleet = { instances: (Instance & { life: Beat[] })[]; warning: string | null };
