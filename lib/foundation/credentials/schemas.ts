import { z } from "zod";
import { DisplayName } from "@/lib/platform/display-name";
import { PERMISSIONS } from "@/lib/platform/permissions";

const wholeNumber = (from: number, to: number): z.ZodNumber => {
  const problem = `must be a whole number from ${from} to ${to}`;
  return z.number(problem).int(problem).min(from, problem).max(to, problem);
};

export const RotateWebhookToken = z.object({
  /** How long the old token stays valid beside the new one. */
  overlap_hours: wholeNumber(0, 24)
    .default(1)
    .meta({ description: "How many hours the old token stays valid beside the new one." }),
});
export type RotateWebhookToken = z.infer<typeof RotateWebhookToken>;

/** How an API key begins: it is told from a session by this. */
export const KEY_PREFIX = "glk_";

export const WorkspaceKey = z
  .object({
    id: z.uuid(),
    name: z.string(),
    last_four: z.string(),
    scopes: z.array(z.string()),
    created_by: z.string(),
    created_at: z.string(),
    expires_at: z.string().nullable(),
    revoked_at: z.string().nullable(),
    last_used_at: z.string().nullable(),
  })
  .meta({ id: "WorkspaceKey" });
export type WorkspaceKey = z.infer<typeof WorkspaceKey>;

export const KeyRef = z.object({ keyId: z.uuid("must be a uuid").meta({ description: "The API key." }) });

export const CreateKey = z.object({
  name: DisplayName.pipe(z.string().max(100, "may have at most 100 characters")).meta({
    description: "The display name.",
  }),
  scopes: z
    .array(z.enum(PERMISSIONS, "is not a scope"))
    .min(1, "needs at least one scope")
    .max(50, "has too many")
    .meta({ description: "The permissions of the key." }),
  /** Null: it does not expire. */
  expires_in_days: wholeNumber(1, 365)
    .nullable()
    .default(90)
    .meta({ description: "Days until the key expires; null for never." }),
});
export type CreateKey = z.infer<typeof CreateKey>;

/** The company whose website and servers report with a key. */
export type ProjectKeyOwner = { projectId: string };

export const ProjectKeyKind = z.enum(["publishable", "secret"]);
export type ProjectKeyKind = z.infer<typeof ProjectKeyKind>;

export const ProjectKey = z
  .object({
    id: z.uuid(),
    kind: ProjectKeyKind,
    /** Null of a secret key: it is not kept. */
    key: z.string().nullable(),
    last_four: z.string(),
    created_at: z.string(),
    last_used_at: z.string().nullable(),
  })
  .meta({ id: "ProjectKey" });
export type ProjectKey = z.infer<typeof ProjectKey>;

export const RotateProjectKey = z.object({
  kind: ProjectKeyKind.meta({ description: "`publishable` for pages (write-only) or `secret` for servers." }),
});
export type RotateProjectKey = z.infer<typeof RotateProjectKey>;
