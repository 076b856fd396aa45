import { z } from "zod";

/** `before` and `after` hold what changed; secrets are cut out before anything is written. */
export const AuditEntry = z.object({
  action: z.string().regex(/^[a-z_]+(\.[a-z_]+)+$/, "is named <thing>.<what>, like member.removed"),
  target: z.object({ type: z.string(), id: z.string() }).optional(),
  reason: z.string().max(1000).optional(),
  before: z.record(z.string(), z.unknown()).optional(),
  after: z.record(z.string(), z.unknown()).optional(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Who did it, when no workspace's transaction says so. */
export type AuditActor = { type: string; id: string | null };
