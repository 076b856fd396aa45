import { z } from "zod";

export const Role = z.enum(["owner", "admin", "member", "viewer"]);
export type Role = z.infer<typeof Role>;

export const Workspace = z.object({
  id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  plan: z.enum(["free", "starter", "pro", "enterprise"]),
  status: z.enum(["active", "frozen"]),
});
export type Workspace = z.infer<typeof Workspace>;

export const WorkspaceRef = z.object({ workspace_id: z.uuid("workspace_id must be a uuid") });
export type WorkspaceRef = z.infer<typeof WorkspaceRef>;

/** A name a person typed: trimmed, on one line, 1–200 characters. */
export const DisplayName = z
  .string()
  .transform((text) => text.replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, "is required").max(200, "may have at most 200 characters"));

export const RotateWebhookToken = z.object({
  /** How long the old token stays valid beside the new one. */
  overlap_hours: z.number().int().min(0).max(24).default(1),
});
export type RotateWebhookToken = z.infer<typeof RotateWebhookToken>;
