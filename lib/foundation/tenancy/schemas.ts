import { z } from "zod";
import { PERMISSIONS } from "@/lib/platform/permissions";

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

const wholeNumber = (from: number, to: number): z.ZodNumber => {
  const problem = `must be a whole number from ${from} to ${to}`;
  return z.number(problem).int(problem).min(from, problem).max(to, problem);
};

export const RotateWebhookToken = z.object({
  /** How long the old token stays valid beside the new one. */
  overlap_hours: wholeNumber(0, 24).default(1),
});
export type RotateWebhookToken = z.infer<typeof RotateWebhookToken>;

/** How an API key begins: it is told from a session by this. */
export const KEY_PREFIX = "glk_";

export const WorkspaceKey = z.object({
  id: z.uuid(),
  name: z.string(),
  last_four: z.string(),
  scopes: z.array(z.string()),
  created_by: z.string(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
});
export type WorkspaceKey = z.infer<typeof WorkspaceKey>;

export const KeyRef = z.object({ keyId: z.uuid("must be a uuid") });

export const CreateKey = z.object({
  name: DisplayName.pipe(z.string().max(100, "may have at most 100 characters")),
  scopes: z.array(z.enum(PERMISSIONS, "is not a scope")).min(1, "needs at least one scope").max(50, "has too many"),
  /** Null: it does not expire. */
  expires_in_days: wholeNumber(1, 365).nullable().default(90),
});
export type CreateKey = z.infer<typeof CreateKey>;

export const NameWorkspace = z.object({ name: DisplayName });
export type NameWorkspace = z.infer<typeof NameWorkspace>;

export const Member = z.object({
  user_id: z.string(),
  email: z.string(),
  role: Role,
  joined_at: z.string(),
});
export type Member = z.infer<typeof Member>;
/** A member as one of them sees it. */
export type ShownMember = Member & { is_you: boolean };

export const MemberRef = z.object({ userId: z.string().min(1).max(200) });
export type MemberRef = z.infer<typeof MemberRef>;
export const ChangeRole = z.object({ role: Role });
export type ChangeRole = z.infer<typeof ChangeRole>;
export const TransferOwnership = z.object({ user_id: z.string().min(1, "is required").max(200) });
export type TransferOwnership = z.infer<typeof TransferOwnership>;

export const InviteState = z.enum(["open", "accepted", "expired", "revoked"]);
export type InviteState = z.infer<typeof InviteState>;

/** An invitation as members see it: never its link. */
export const Invite = z.object({
  id: z.uuid(),
  email: z.string(),
  role: Role,
  inviter_email: z.string(),
  created_at: z.string(),
  expires_at: z.string(),
  mailed_at: z.string().nullable(),
  mail_error: z.string().nullable(),
  state: InviteState,
});
export type Invite = z.infer<typeof Invite>;

export const InviteRef = z.object({ inviteId: z.uuid("must be a uuid") });
export type InviteRef = z.infer<typeof InviteRef>;
export const InviteMember = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, "may have at most 254 characters")
    .pipe(z.email("must be an email address")),
  role: Role,
});
export type InviteMember = z.infer<typeof InviteMember>;
export const ListInvitesQuery = z.object({
  cursor: z.uuid("is not one that this list gave out").optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ListInvitesQuery = z.infer<typeof ListInvitesQuery>;
export const AcceptInvite = z.object({ token: z.string().trim().min(1, "is required").max(200, "is not one of ours") });
export type AcceptInvite = z.infer<typeof AcceptInvite>;
